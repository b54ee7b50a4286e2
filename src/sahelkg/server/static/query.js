// The query editor: our prefixes, our completions, our examples; nothing of it leaves this service.
"use strict";
(() => {
  const place = document.getElementById("editor");
  const form = document.getElementById("plain");
  if (!place || typeof Yasgui === "undefined") return;
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const prefixes = JSON.parse(place.dataset.prefixes);
  const sparql = form.elements.query.value;

  const labels = new Map();
  function short(iri) {
    const known = Object.entries(prefixes).find(([, space]) => iri.startsWith(space));
    return known ? `${known[0]}:${iri.slice(known[1].length)}` : `<${iri}>`;
  }

  function completer(name, kind, isValid) {
    return {
      name,
      bulk: false,
      autoShow: false,
      persistenceId: null,
      isValidCompletionPosition: isValid,
      get: async (yasqe, token) => {
        const words = (token?.autocompletionString ?? token?.string ?? "").replace(/^.*[#/:]/, "").replace(/[<>]/g, "");
        const address = new URL(place.dataset.completions, location.href);
        address.search = new URLSearchParams({ kind, q: words, lang: place.dataset.language });
        const found = await (await fetch(address)).json();
        for (const { iri, label } of found) labels.set(iri, label);
        return found.map(({ iri }) => iri);
      },
      postprocessHints: (yasqe, hints) =>
        hints.map((hint) => ({ ...hint, text: short(hint.text), displayText: `${short(hint.text)}  ${labels.get(hint.text) ?? ""}` })),
    };
  }
  const before = (yasqe) => {
    const at = yasqe.getDoc().getCursor();
    return yasqe.getRange({ line: Math.max(0, at.line - 1), ch: 0 }, at);
  };
  const afterA = /(^|\s)(a|rdf:type)\s+\S*$/;
  const names = { class: "sahel-classes", property: "sahel-properties", entity: "sahel-entities" };
  try {
    const { Yasqe } = Yasgui;
    Yasqe.defaults.autocompleters = [];
    Yasqe.registerAutocompleter(completer(names.class, "class", (yasqe) => afterA.test(before(yasqe))), true);
    Yasqe.registerAutocompleter(
      completer(names.property, "property", (yasqe) => /sahel:\w*$/.test(before(yasqe)) && !afterA.test(before(yasqe))), true);
    Yasqe.registerAutocompleter(completer(names.entity, "entity", (yasqe) => /id:[\w-]*$/.test(before(yasqe))), true);
    place.hidden = false;
    const yasgui = new Yasgui(place, {
      persistenceId: null,
      populateFromUrl: false,
      copyEndpointOnNewTab: true,
      corsProxy: undefined,
      endpointCatalogueOptions: { getData: () => [], keys: [] },
      requestConfig: { endpoint, method: "GET" },
      yasqe: {
        value: sparql,
        persistenceId: null,
        autocompleters: Object.values(names),
        addPrefixes: prefixes,
        createShareableLink: (yasqe) => {
          const address = new URL(place.dataset.address, location.href);
          address.searchParams.set("query", yasqe.getValue());
          return address.href;
        },
      },
      yasr: { prefixes, persistenceId: null },
    });
    const tab = yasgui.getTab();
    tab.setEndpoint(endpoint);
    tab.setQuery(sparql);
    for (const input of place.querySelectorAll(".autocompleteWrapper, .endpointSelectWrapper")) input.hidden = true;
    form.hidden = true;
    document.getElementById("to-plain").hidden = false;
  } catch (error) {
    place.hidden = true;
    form.hidden = false;
    console.warn("The editor did not start; the plain form does the same.", error);
  }
})();
