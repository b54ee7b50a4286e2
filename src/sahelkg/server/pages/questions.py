"""A competency question as a page: what it asks, what may vary in it, and its answer."""

from sahelkg.questions import ParameterError
from sahelkg.server.errors import BadRequest, NotFound
from sahelkg.server.pages.page import Page
from sahelkg.server.pages.results import read


async def show(page: Page) -> bytes:
    """``/question/{name}``; the address may give other values for the question's parameters."""
    question = page.view.questions.get(page.path["name"])
    if question is None:
        raise NotFound(page.words("no_such_question", name=page.path["name"]))
    values = {parameter.name: page.one(parameter.name, parameter.default) for parameter in question.parameters}
    for parameter in question.parameters:
        if parameter.kind == "language":
            values[parameter.name] = page.one(parameter.name, page.language)
    try:
        sparql = question.asked_with(values)
    except ParameterError as error:
        raise BadRequest(str(error)) from error
    answer = await read(page, sparql)
    await page.name(*(values[one.name] for one in question.parameters if one.kind == "entity"))
    data = [
        (form.upper(), page.url.plain(f"/api/queries/{question.name}", [*values.items(), ("format", form)]))
        for form in ("csv", "json", "xml")
    ]
    return page.render("question.html", question=question, values=values, answer=answer, sparql=sparql, data=data)
