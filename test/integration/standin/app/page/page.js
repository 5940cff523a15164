window.moduleRan = typeof window.fixture.add
window.dropped = []
const drop = document.getElementById('drop')
drop.addEventListener('dragover', (event) => event.preventDefault())
drop.addEventListener('drop', (event) => {
  event.preventDefault()
  window.dropped = [...event.dataTransfer.files].map((file) => window.fixture.pathOf(file))
})
