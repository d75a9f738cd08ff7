// Adding reports without leaving the page: files can be dropped, and the progress is told while they are coded.
const WAIT = 400; // milliseconds between two looks

function start() {
  const form = document.querySelector("[data-add]");
  const drop = form.querySelector("[data-drop]");
  const files = form.querySelector("[type=file]");
  let depth = 0;
  drop.addEventListener("dragenter", (event) => { event.preventDefault(); depth += 1; drop.classList.add("over-drop"); });
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("dragleave", () => { depth -= 1; if (depth <= 0) drop.classList.remove("over-drop"); });
  drop.addEventListener("drop", (event) => {
    depth = 0;
    drop.classList.remove("over-drop");
    if (!event.dataTransfer.files.length) return; // dropped text goes into the field by itself
    event.preventDefault();
    files.files = event.dataTransfer.files;
    send(form);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
}

async function send(form) {
  const button = form.querySelector(".primary");
  button.disabled = true;
  tellError("");
  try {
    const answer = await fetch("/add", { method: "POST", body: new FormData(form), headers: { accept: "application/json" } });
    const job = await read(answer);
    await watch(job);
  } catch (error) {
    tellError(error.message);
    document.querySelector("[data-progress]").hidden = true;
  }
  button.disabled = false;
}

async function read(answer) {
  const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : { error: await answer.text() };
  if (!answer.ok) throw new Error(told.error || `the server answered ${answer.status}`);
  return told;
}

async function watch(job) {
  const section = document.querySelector("[data-progress]");
  const text = section.querySelector("[data-progress-text]");
  const bar = section.querySelector("progress");
  section.hidden = false;
  section.scrollIntoView({ block: "nearest" });
  while (!job.over) {
    text.textContent = `${job.names.join(", ")}: ${job.stage}, ${job.read} read, ${job.kept} on the desk`;
    if (job.read) { bar.max = Math.max(job.read, job.names.length); bar.value = job.kept; } else bar.removeAttribute("value");
    await new Promise((done) => setTimeout(done, WAIT));
    job = await read(await fetch(job.page, { headers: { accept: "application/json" } }));
  }
  // One report that was read without trouble is shown at once; else the page of the lot tells what became of each.
  const one = job.reports.length === 1 && !job.skipped.length && !job.error;
  location.href = one ? `/reports/${job.reports[0]}` : job.page;
}

function tellError(message) {
  const notice = document.querySelector("[data-error]");
  notice.textContent = message;
  notice.hidden = !message;
}

start();
