<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>AnnotatePage</name>
    <message numerus="yes">
      <source>Go to %n skipped rows</source>
      <translation>
        <numerusform>Go to %n skipped row</numerusform>
        <numerusform>Go to %n skipped rows</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Bulk</name>
    <message numerus="yes">
      <source>%n records</source>
      <translation>
        <numerusform>%n record</numerusform>
        <numerusform>%n records</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message numerus="yes">
      <source>%n stars</source>
      <translation>
        <numerusform>%n star</numerusform>
        <numerusform>%n stars</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Disagreements</name>
    <message numerus="yes">
      <source>%n disagreements</source>
      <translation>
        <numerusform>%n disagreement</numerusform>
        <numerusform>%n disagreements</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>GuidePane</name>
    <message numerus="yes">
      <source>%n rows judged by two</source>
      <translation>
        <numerusform>%n row judged by two</numerusform>
        <numerusform>%n rows judged by two</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Lengths</name>
    <message numerus="yes">
      <source>%n characters</source>
      <translation>
        <numerusform>%n character</numerusform>
        <numerusform>%n characters</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n words</source>
      <translation>
        <numerusform>%n word</numerusform>
        <numerusform>%n words</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>OrderView</name>
    <message numerus="yes">
      <source>%n choices</source>
      <translation>
        <numerusform>%n choice</numerusform>
        <numerusform>%n choices</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n edits</source>
      <translation>
        <numerusform>%n edit</numerusform>
        <numerusform>%n edits</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ratings</source>
      <translation>
        <numerusform>%n rating</numerusform>
        <numerusform>%n ratings</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n rejections</source>
      <translation>
        <numerusform>%n rejection</numerusform>
        <numerusform>%n rejections</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n saved</source>
      <translation>
        <numerusform>%n saved</numerusform>
        <numerusform>%n saved</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Of the last %n candidates that you took</source>
      <translation>
        <numerusform>Of the last candidate that you took</numerusform>
        <numerusform>Of the last %n candidates that you took</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PreferencesDialog</name>
    <message numerus="yes">
      <source>%n different pairs</source>
      <translation>
        <numerusform>%n different pair</numerusform>
        <numerusform>%n different pairs</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n tasks</source>
      <translation>
        <numerusform>%n task</numerusform>
        <numerusform>%n tasks</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ProblemsList</name>
    <message numerus="yes">
      <source>%n problems</source>
      <translation>
        <numerusform>%n problem</numerusform>
        <numerusform>%n problems</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ResultsView</name>
    <message numerus="yes">
      <source>%n times two systems wrote the same</source>
      <translation>
        <numerusform>%n time two systems wrote the same</numerusform>
        <numerusform>%n times two systems wrote the same</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RulesView</name>
    <message numerus="yes">
      <source>%n rules in force</source>
      <translation>
        <numerusform>%n rule in force</numerusform>
        <numerusform>%n rules in force</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ScoresRun</name>
    <message numerus="yes">
      <source>%n rows</source>
      <translation>
        <numerusform>%n row</numerusform>
        <numerusform>%n rows</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n rows without a task left out</source>
      <translation>
        <numerusform>%n row without a task left out</numerusform>
        <numerusform>%n rows without a task left out</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ScoresRuns</name>
    <message numerus="yes">
      <source>%n rows</source>
      <translation>
        <numerusform>%n row</numerusform>
        <numerusform>%n rows</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SelectionBar</name>
    <message numerus="yes">
      <source>%n selected</source>
      <translation>
        <numerusform>%n selected</numerusform>
        <numerusform>%n selected</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SetsPane</name>
    <message numerus="yes">
      <source>%n disagreements</source>
      <translation>
        <numerusform>%n disagreement</numerusform>
        <numerusform>%n disagreements</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n rows skipped</source>
      <translation>
        <numerusform>%n row skipped</numerusform>
        <numerusform>%n rows skipped</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Sources</name>
    <message numerus="yes">
      <source>%n templates</source>
      <translation>
        <numerusform>%n template</numerusform>
        <numerusform>%n templates</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>over %n records</source>
      <translation>
        <numerusform>over %n record</numerusform>
        <numerusform>over %n records</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message numerus="yes">
      <source>%n records</source>
      <translation>
        <numerusform>%n record</numerusform>
        <numerusform>%n records</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TaskView</name>
    <message numerus="yes">
      <source>%n samples</source>
      <translation>
        <numerusform>%n sample</numerusform>
        <numerusform>%n samples</numerusform>
      </translation>
    </message>
  </context>
</TS>
