const figures = document.getElementById("figures");

function show(status) {
  const rows = {
    State: status.state,
    Pages: status.progress.pages,
    Queued: status.progress.queued,
    "Pages per second": status.rates.pages_per_s,
  };
  figures.replaceChildren(
    ...Object.entries(rows).flatMap(([name, value]) => {
      const term = document.createElement("dt");
      const detail = document.createElement("dd");
      term.textContent = name;
      detail.textContent = value;
      return [term, detail];
    }),
  );
}

new EventSource("/api/v1/events").addEventListener("status", (event) => show(JSON.parse(event.data)));
