<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>About</name>
    <message>
      <source>About InstrStudio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Constructs instructions for large language models from a task description and samples: by templates, by retrieval from a library, and by a model you train yourself.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>About InstrStudio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As the system</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Chinese</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy debug info</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dark</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>English</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Evidence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keys</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language of the system</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Light</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New project…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next pane</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open project…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Previous pane</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Quit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rebuild index</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Redo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reset layout</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Resume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search and commands</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop and keep</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Advanced</name>
    <message>
      <source>Attention size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Batch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Embedding size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hidden size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Patience</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Steps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validate every</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Vocabulary</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Area</name>
    <message>
      <source>Construct</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AttentionMap</name>
    <message>
      <source>Attention</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From no attention to all of it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Previous sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where the model looks appears with the next validation.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sample {number} of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{text} · copied from the task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{written}” reads “{read}” {weight}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Bulk</name>
    <message numerus="yes">
      <source>%n records</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Archived {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Deleted {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Exported {count} to {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Imported {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tagged {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Took back {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} rows left out</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CandidateCard</name>
    <message>
      <source>Candidate {rank} of {count}, {method}, score {score}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved as record {id}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show all {count} lines</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>editing, Escape reverts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>rejected</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>saved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>selected</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CandidateList</name>
    <message>
      <source>Candidates</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CandidatesPane</name>
    <message>
      <source>Candidates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Construct again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Describe a task to begin</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No candidate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No method had an answer for this task.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show or hide the evidence (I)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>These candidates were constructed for an earlier task.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try a sample task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write what the instruction should make a model do, or give an input with its output. Ctrl Enter constructs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{method}: {reason}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CardActions</name>
    <message>
      <source>Copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Esc to revert, Ctrl Enter to keep</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reject</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Revert</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save to library</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CardDeeds</name>
    <message>
      <source>Instruction copied</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved as record {id}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The library already has it: record {id}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Checker</name>
    <message>
      <source>Check template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preview</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read task</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CheckpointsPane</name>
    <message>
      <source>Checkpoints</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use for generation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>loss {loss}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>step {step}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CommandList</name>
    <message>
      <source>Commands</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message>
      <source>Archive</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Back to the shipped template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Complete slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy as own template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go to row…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New record</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New template…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next problem</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Previous task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rename…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search instructions</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select all rows</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select row</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tag…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take back from archive</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Completion</name>
    <message>
      <source>Names that fit</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ConstraintChips</name>
    <message>
      <source>Add constraint</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>At most 120 words</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Constraints</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New constraint</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove constraint {text}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ConstructPanel</name>
    <message>
      <source>Choose at least one method.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clear the form</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colour by origin</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Construct</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save to library</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CurvePlot</name>
    <message>
      <source>Curve</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Development</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loss per token</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step {step}: training loss{training}, development{development}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>chrF, development</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DataChoice</name>
    <message>
      <source>A file of JSON lines</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All files (*)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose file…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>JSON lines (*.jsonl *.json)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learn from a file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The library: {count} records</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Desk</name>
    <message>
      <source>Deleted “{name}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read curve</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved “{name}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved “{name}” as a copy in the project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use for generation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>new run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” is stopped and kept at step {step}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” is the shipped template again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” is trained: step {step}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” is used for generation</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Detection</name>
    <message>
      <source>; </source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Detect</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language of the instruction</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task type</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why: {reasons}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not known yet</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DockTitle</name>
    <message>
      <source>Close {pane}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>EditorPane</name>
    <message>
      <source>Edited in this project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Insert slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language of the template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Line {line}, column {column} · {count} characters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>More</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No template chosen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of this project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pattern</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shipped, read only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unsaved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unsaved: saving makes a copy in the project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write the instruction; {{ opens a slot, Ctrl Space lists them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{language}: 1 change behind</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{language}: {count} changes behind</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ErrorPresenter</name>
    <message>
      <source>Copy details</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Errors</name>
    <message>
      <source>Something in the program went wrong ({kind}). Your work is kept; the details can be copied.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>EvidencePane</name>
    <message>
      <source>Copy the filled text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Evidence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select a candidate to see why it stands where it stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where the words come from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why it ranks first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why it ranks {rank}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With the sample filled in</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message>
      <source>All {count} records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Format</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keeps {fields}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leaves out {fields}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The {count} records found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The {count} selected records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With the starter library</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Finder</name>
    <message>
      <source>Count</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read rows</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Form</name>
    <message>
      <source>A run is under way: stop it first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Advanced</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Device</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How thoroughly</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learn from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Named by its number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No file is chosen: choose one, or use the library.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Teacher forcing, 0 to 1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Template and Retrieval work without training.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{preset}, about {time} here</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message>
      <source>Add files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add files…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All files (*)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Check files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose files, or drop them here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Data</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Field</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find out the format</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Format</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Place</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Problem</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rows left out or mended</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>line {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} already here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} left out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} mended</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} new</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} rows read</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>JobList</name>
    <message>
      <source>Clear finished</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No running jobs</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>JobRow</name>
    <message>
      <source>Stop {job}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>KeySheet</name>
    <message>
      <source>Keys</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Keys</name>
    <message>
      <source>Anywhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Areas</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close or revert the nearest thing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Complete a slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Construct</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Construct; in a card: keep edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit the card</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go to row</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import, export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Library and templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mark, mark all</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next problem</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next, previous card</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next, previous pane</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Previous, next origin in the text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Provenance, evidence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reject, take back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save, copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search and commands</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search box</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tag</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This sheet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo, redo</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Legend</name>
    <message>
      <source>Where the words come from</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LegendButton</name>
    <message>
      <source>Show only: {origin}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Lengths</name>
    <message numerus="yes">
      <source>%n characters</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>%n words</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>LibraryPanel</name>
    <message>
      <source>Go to row</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New record</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Row, 1 to {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tag</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tags to add, with commas between; −name takes one away</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ListPane</name>
    <message>
      <source>Any task type</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter {count} templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No template has these words.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Templates by task type</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>edited</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>unsaved</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>A job is still running.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close InstrStudio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Debug info copied</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Do not close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Evidence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>InstrStudio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>My instructions</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Redo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop and keep</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopping keeps what is done so far.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project cannot be opened</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{verb} “{label}”</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>Edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>File</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Help</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recent projects</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Theme</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>View</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MethodChoice</name>
    <message>
      <source>Methods</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>up to {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NewTemplate</name>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Create</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task type</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NoticeBar</name>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OriginList</name>
    <message>
      <source>Record {id}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>filled from the sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>typed by you</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Panels</name>
    <message>
      <source>Not in this edition</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PlaceholderCard</name>
    <message>
      <source>Constructing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Esc cancels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{method} is working</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PreviewPane</name>
    <message>
      <source>Coloured</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plain</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preview</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Previous task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slots</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task {number} of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The last valid preview is shown. {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} characters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} used</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ProblemsList</name>
    <message numerus="yes">
      <source>%n problems</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Change to {text}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No problems found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Problems</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>line {line}, column {column}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Rail</name>
    <message>
      <source>Areas</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RailButton</name>
    <message>
      <source>news</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RecordForm</name>
    <message>
      <source>Constraints</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Created</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Instruction</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Licence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One in each line</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Record {id}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Source</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tags</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task description</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task type</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Title</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} characters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} words</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RecordPane</name>
    <message>
      <source>Choose a row to read and edit its record.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy instruction</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Editing…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Instruction copied</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>More</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New record</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No record chosen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not saved: the instruction is empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not stored yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Record</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Record {id}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saving…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>version {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RecordTable</name>
    <message>
      <source>{row} of {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RecordTableModel</name>
    <message>
      <source>From</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Instruction</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lang</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Modified</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ResultsPane</name>
    <message>
      <source>Clear search and filters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Created</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Modified</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No record has these filters.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No record matches</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No records yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing has “{words}” with these filters.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing has “{words}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Relevance</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Searching</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The newest {count} changes are not searchable yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Title</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What you archive is kept here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write one, import a file or drop it here, or save what you construct.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} of {all} records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} records</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunView</name>
    <message>
      <source>Curves and checkpoints are kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preparing data</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Resume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Starting…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop and keep</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopping…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run failed.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunWords</name>
    <message>
      <source>Automatic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>CPU</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Failed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>GPU</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Paused</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Quick</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Running</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seed: with attention</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seq2seq: one fixed context</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Standard</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Thorough</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>step {step}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunsPane</name>
    <message>
      <source>Batch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Device</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pairs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sizes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Teacher forcing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SampleTabs</name>
    <message>
      <source>Add a sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Output</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove this sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What it should answer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the model is given</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SamplesEditor</name>
    <message>
      <source>Add a sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Output</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove this sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sample {part}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SamplesPane</name>
    <message>
      <source>Next samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Previous samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Samples at step {step}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the model writes appears with the next validation.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{first} to {last} of {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SearchBox</name>
    <message>
      <source>Search instructions or run a command</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search the library for “{text}”</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SearchField</name>
    <message>
      <source>Remove filter {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search instructions</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search instructions, or filter with type: tag: lang:</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>lang: {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>tag: {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>type: {name}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SelectionBar</name>
    <message numerus="yes">
      <source>%n selected</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Clear</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select all {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message>
      <source>All records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Archive</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New record</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not known</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shelves of the library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tags</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task types</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SlotsModel</name>
    <message>
      <source>empty here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not used</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Sources</name>
    <message numerus="yes">
      <source>%n templates</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>no model yet</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>over %n records</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message numerus="yes">
      <source>%n records</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>English</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No running jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Opening the project…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saving…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Status</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop {job}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo: {label}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Strip</name>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TagEditor</name>
    <message>
      <source>Add tag</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove tag {name}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TaskForm</name>
    <message>
      <source>Clear the form</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Construct</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Other candidates for this task (Ctrl+R)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task description</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What should the instruction make a model do?</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TemplatesPanel</name>
    <message>
      <source>Find tasks</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name of the template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rename</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} (copy)</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Tiles</name>
    <message>
      <source>Speed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Time left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>chrF, development</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>loss {loss}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>nats a token</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not measured yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not running</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>tokens per second</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Menus</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Project {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Switch between light and dark</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Switch language: 中文</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Top bar</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TrainingPanel</name>
    <message>
      <source>Time presets</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>VersionsList</name>
    <message>
      <source>Go back to this</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Versions</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Words</name>
    <message>
      <source>, </source>
      <comment>between items</comment>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Answer not leaked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Chinese</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classification</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clear opening</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Code generation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Constraints stated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Constructed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Crawl</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dialogue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>English</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Extraction</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Generated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Generation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Input and output named</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Length</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New to the library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Other</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Place for the input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Question answering</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retrieval</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rewriting</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Starter library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Summarization</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Template text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text generation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Translation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Yesterday</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your edits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>edited by you</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from record {id}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from the library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from your task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>generated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>just now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} h</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} h ago</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} min</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} min ago</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{time} left</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>_SampleRow</name>
    <message>
      <source>Attention</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reference: {text}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>messages</name>
    <message>
      <source>A number in the template is too large.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A query has no “{name}”; it has {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A quotation mark is never closed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A tag is never closed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A text holds half of a character (a lone surrogate) and cannot be stored: remove it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A value of the kind “{kind}” cannot be printed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another InstrStudio is indexing this project: wait for it to end and try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another program is writing to the project “{folder}”: try again when it has finished.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Archive records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Construct instructions</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete template “{name}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete the model “{name}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each of “{field}” must have input and output.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit “{title}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fill the starter library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Going on after row {row} of “{file}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import {count} files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import “{file}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Indexing the library…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Line {line} is not a JSON object.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Line {line} of {file} is not a JSON object: mend or remove it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Line {line}: the field “{field}” {rule}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Line {line}: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loops that call themselves are not allowed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No CUDA device was found: choose “auto” or “cpu” as the device.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No file to import was named.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No font on this system can show Chinese.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No format is written to files in “{suffix}”; known are {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No template fits this task.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Put a copy of your own in its place, or move it away to begin anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Put the newest file of “{backups}” in its place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read the methods</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read the project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read the task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rebuild index</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Records cannot be ordered by “{order}”: use one of {orders}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Redo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save template “{name}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save to library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save “{title}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say which {field} is meant after “{field}:” (character {position}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Score the edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Something is missing before “{token}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Starter library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopped after {seconds} s.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopped after {seconds} s: line {line} takes too long.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopped early: no better for {count} validations.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tag: {tags}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The card of this run does not say where training stood.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The data has changed since this run began: {count} pairs now.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The device has too little memory: choose a smaller model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The field “{field}” must be a list.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The field “{field}” must be a text.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The field “{field}” of the record “{record}” holds half of a character (a lone surrogate): remove it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The file {path} cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The file {path} is not UTF-8 text.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The file “{path}” cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The folder “{path}” cannot be made ({reason}): choose another place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The helper process ended unexpectedly (exit code {code}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The instruction is empty: write one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The library has no instruction near this task: import some, or save ones that you like.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The loops of the template go through more than {limit} rounds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The loss was not a number: back to step {step} with half the rate.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The method stopped: {error}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model cannot be written to {path}: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model in {path} cannot be trained further.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model in {path} has format {found}; this program reads {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model in {path} is damaged: {file} is not as it was saved. Import or train it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model {path} cannot be read: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model “{name}” cannot be deleted.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model “{name}” writes nothing usable yet: train it further.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project has no template “{id}” of its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project “{folder}” cannot be written to: check the permissions of the folder and its files.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project “{folder}” was written by a newer version of this program: install that version to open it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project's file “{file}” cannot be read or written: check that the disk is there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project's file “{file}” is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project's file “{file}” is damaged: {what}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The quotation mark at character {position} is never closed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run was trained with {key} = {found}, not {wanted}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run “{name}” is complete at step {step}: give more steps.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The search index cannot be read: rebuild it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The search index cannot be written ({reason}): see that the disk has room.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The search index does not fit the project: rebuild it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The setting “{key}” cannot be “{value}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The settings cannot be written to “{file}” ({reason}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The settings in “{file}” cannot be used, so the defaults are: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The slot “{name}” must be used and is not.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The starter library is damaged in {file}, line {line}: install the program again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The tag “{name}” is not used in templates.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The task is empty: give a description, an input or an output.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The task type has no name: give it one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The template cannot be run: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The template file {file} is broken at “{key}”: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The template has no id: give it one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The template has no {slot}: the input gets no place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The template is longer than {limit} characters.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The template is too deeply nested or has too large a number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The template is too deeply nested.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The template makes more than {limit} characters.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The tokenizer in {path} has {found} tokens, the model {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The tokenizer {path} cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There are {count} instructions to learn from; {least} are needed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is a model “{name}” already: choose another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is a run “{name}” already: choose another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no architecture “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no construction {id}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no device “{device}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no file {path}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no file “{path}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no filter “{field}:” (character {position}); there are tag:, type: and lang:.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no filter “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no filter “{name}”; did you mean “{fix}”?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no format “{name}”; known are {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no method “{name}”; choose among {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no model in {path}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no model to generate with: train or import one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no model “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no preset “{name}” of “{architecture}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no record {id}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no room left on the disk of “{folder}”: make some and try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no run {id}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no run “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no search index yet: build it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no slot “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no slot “{name}”; did you mean “{fix}”?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no tag “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no template “{id}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no test “{name}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no test “{name}”; did you mean “{fix}”?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no {kind} {id}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is nothing to export: no record of yours matches “{query}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is nothing to export: the library holds no record of yours; records of the starter library stay out unless you ask for them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This line begins like JSON but is none: {line}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Too little memory: going on with batches of {count}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training diverges: choose a smaller learning rate.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try again; the project is not affected.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unarchive records</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Update index</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use the model “{name}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a place for an input that the task does not have</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>an unusual opening for an instruction</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>chosen by you</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>input and output are in different languages</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>it quotes the sample's input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>long: {length} words</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no place for the input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not named: {names}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not stated: {texts}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>nothing in the task points to a type</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>opens with punctuation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>opens without a capital letter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>part of the answer stands in the instruction</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>short: {length} words</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the description is like others of this type</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the input asks a question</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the input is a conversation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the input is a long text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the input is a question</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the output is code</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the output is data taken from the input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the output is longer than the input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the output is {percent} % as long as the input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the output quotes parts of the input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the output says the input in other words</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the outputs are few short labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>there is an output but no input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is no model: {file} is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is not taken in: “{file}” does not belong in a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is too large for a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{percent} % like record {id}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{rows} rows read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{text}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{words} in the description</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“indent” goes up to {limit} columns.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“range” goes up to {limit} numbers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{character}” is Chinese punctuation; inside a tag write “{fix}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{character}” is out of place inside a tag.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{file}” is a folder where the project's file should be.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{file}” is empty.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{file}” is in no format that can be read; known are {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{file}” is neither a JSON list nor lines of JSON objects.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{file}” is no list of rows.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{file}” is not a project of this program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{kind}” has no history.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{kind}” is not logged: use one of {kinds}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” cannot be a model's name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” closes nothing that is open.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” is never closed: add “{end}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” of a query cannot be {value}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{operator}” is not allowed in a template.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{operator}” works on numbers only in a template, not on texts and lists.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{path}” cannot be read: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{path}” cannot be written: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{path}” holds answers to other tasks: name another file or delete it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{path}” is a file, not the folder of a project: choose a folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{path}” is a folder, not a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{path}” is a project already.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{path}” is no text in UTF-8: convert it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{path}” is not UTF-8 text: save it as UTF-8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{tag}” is never closed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{token}” is out of place here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{wide}” is plain text; a slot is written with “{narrow}”.</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
