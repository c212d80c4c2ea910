<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>About</name>
    <message>
      <source>About InstrStudio</source>
      <translation>关于 InstrStudio</translation>
    </message>
    <message>
      <source>Constructs instructions for large language models from a task description and samples: by templates, by retrieval from a library, and by a model you train yourself.</source>
      <translation>根据任务描述和样本构建大语言模型的指令：套用模板、从指令库检索改写，或用自己训练的模型生成。</translation>
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>About InstrStudio</source>
      <translation>关于 InstrStudio</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Backups…</source>
      <translation>备份…</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>中文</translation>
    </message>
    <message>
      <source>Copy debug info</source>
      <translation>复制诊断信息</translation>
    </message>
    <message>
      <source>Crawl the web…</source>
      <translation>抓取网页…</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>English</source>
      <translation>English</translation>
    </message>
    <message>
      <source>Evidence</source>
      <translation>依据</translation>
    </message>
    <message>
      <source>Export project to a file…</source>
      <translation>把项目导出为一个文件…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Import project from a file…</source>
      <translation>从文件导入项目…</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>导入…</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>后台任务</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>快捷键</translation>
    </message>
    <message>
      <source>Language of the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>New project…</source>
      <translation>新建项目…</translation>
    </message>
    <message>
      <source>New run</source>
      <translation>新的训练</translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation>下一个窗格</translation>
    </message>
    <message>
      <source>Open project…</source>
      <translation>打开项目…</translation>
    </message>
    <message>
      <source>Previous pane</source>
      <translation>上一个窗格</translation>
    </message>
    <message>
      <source>Public data sets…</source>
      <translation>公共数据集…</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>Rebuild index</source>
      <translation>重建索引</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Reset layout</source>
      <translation>恢复布局</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Search and commands</source>
      <translation>搜索与命令</translation>
    </message>
    <message>
      <source>Stop and keep</source>
      <translation>停止并保留</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
  </context>
  <context>
    <name>Adjudication</name>
    <message>
      <source>Back to the rows</source>
      <translation>回到各行</translation>
    </message>
    <message>
      <source>Final instruction</source>
      <translation>最终指令</translation>
    </message>
    <message>
      <source>No instruction fits this row</source>
      <translation>这一行写不出合适的指令</translation>
    </message>
    <message>
      <source>Reject row</source>
      <translation>不采用这一行</translation>
    </message>
    <message>
      <source>Row {number}</source>
      <translation>第 {number} 行</translation>
    </message>
    <message>
      <source>Settle</source>
      <translation>裁定</translation>
    </message>
    <message>
      <source>Settle (Ctrl+Enter)</source>
      <translation>裁定（Ctrl+Enter）</translation>
    </message>
    <message>
      <source>Settle a disagreement</source>
      <translation>裁定分歧</translation>
    </message>
    <message>
      <source>Take a text above, or write one</source>
      <translation>取用上面的一条，或自己写</translation>
    </message>
    <message>
      <source>Take the text of {annotator}</source>
      <translation>取用 {annotator} 的文本</translation>
    </message>
    <message>
      <source>Take this ({number})</source>
      <translation>取用（{number}）</translation>
    </message>
    <message>
      <source>Text of {annotator}</source>
      <translation>{annotator} 的文本</translation>
    </message>
    <message>
      <source>rejected this row</source>
      <translation>不采用这一行</translation>
    </message>
  </context>
  <context>
    <name>Advanced</name>
    <message>
      <source>At most so many tokens are learned from at once</source>
      <translation>一次最多学习这么多词元</translation>
    </message>
    <message>
      <source>Attention size</source>
      <translation>注意力维数</translation>
    </message>
    <message>
      <source>BPE-dropout</source>
      <translation>BPE 随机切分</translation>
    </message>
    <message>
      <source>Batch, tokens</source>
      <translation>批大小（词元）</translation>
    </message>
    <message>
      <source>Batches a step</source>
      <translation>每步批数</translation>
    </message>
    <message>
      <source>Coverage</source>
      <translation>覆盖损失</translation>
    </message>
    <message>
      <source>Dropout</source>
      <translation>随机失活</translation>
    </message>
    <message>
      <source>Embedding size</source>
      <translation>词向量维数</translation>
    </message>
    <message>
      <source>Hidden size</source>
      <translation>隐层维数</translation>
    </message>
    <message>
      <source>How much certainty is taken off the answers</source>
      <translation>从标准答案的确定性中减去多少</translation>
    </message>
    <message>
      <source>How much repeating what was read costs; 0: nothing</source>
      <translation>重复读同一处的代价，0 表示没有代价</translation>
    </message>
    <message>
      <source>Kept of the first model</source>
      <translation>保留原模型的比例</translation>
    </message>
    <message>
      <source>Label smoothing</source>
      <translation>标签平滑</translation>
    </message>
    <message>
      <source>Layers (transformer)</source>
      <translation>层数（Transformer）</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>学习率</translation>
    </message>
    <message>
      <source>Patience</source>
      <translation>耐心次数</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>精度</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>随机种子</translation>
    </message>
    <message>
      <source>So many batches make one step</source>
      <translation>这么多批合成一步</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>步数</translation>
    </message>
    <message>
      <source>Stop after so many validations without progress</source>
      <translation>这么多次验证没有进步就停止</translation>
    </message>
    <message>
      <source>Teacher forcing</source>
      <translation>教师强制</translation>
    </message>
    <message>
      <source>The share of words that are cut differently</source>
      <translation>换一种切分的词所占的比例</translation>
    </message>
    <message>
      <source>The share of words that are hidden while learning</source>
      <translation>学习时被遮住的词所占的比例</translation>
    </message>
    <message>
      <source>Validate every</source>
      <translation>验证间隔</translation>
    </message>
    <message>
      <source>Vocabulary</source>
      <translation>词表大小</translation>
    </message>
    <message>
      <source>What the model that training begins from counts in the one it leaves</source>
      <translation>训练起点的模型在最终保留的模型中所占的比重</translation>
    </message>
    <message>
      <source>Word dropout</source>
      <translation>词失活</translation>
    </message>
  </context>
  <context>
    <name>AnnotatePage</name>
    <message>
      <source>Annotate</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Annotating is writing instructions for rows of your own: each row has a description or samples, the methods propose a text, and you accept, edit or reject it by key.</source>
      <translation>标注就是为自己的数据逐行写指令：每行有任务描述或样本，各方法先给出候选，用按键接受、修改或不采用。</translation>
    </message>
    <message>
      <source>Annotators for each row…</source>
      <translation>每行标注人数…</translation>
    </message>
    <message>
      <source>Export all verdicts…</source>
      <translation>导出全部判定…</translation>
    </message>
    <message>
      <source>Export settled rows…</source>
      <translation>导出已定的行…</translation>
    </message>
    <message numerus="yes">
      <source>Go to %n skipped rows</source>
      <translation>
        <numerusform>看跳过的 %n 行</numerusform>
      </translation>
    </message>
    <message>
      <source>Make a set from a file…</source>
      <translation>从文件新建标注集…</translation>
    </message>
    <message>
      <source>Nothing is left for you in this set</source>
      <translation>这个标注集里没有待你标注的行</translation>
    </message>
    <message>
      <source>Nothing to annotate yet</source>
      <translation>还没有可标注的内容</translation>
    </message>
    <message>
      <source>Reading rows…</source>
      <translation>正在读取各行…</translation>
    </message>
    <message>
      <source>Remove set…</source>
      <translation>移除标注集…</translation>
    </message>
    <message>
      <source>Settled rows can go into the library, or to a file by the menu of the set.</source>
      <translation>已定的行可以放进指令库，也可以从标注集的菜单导出到文件。</translation>
    </message>
    <message>
      <source>Undo last verdict</source>
      <translation>撤销上一个判定</translation>
    </message>
  </context>
  <context>
    <name>Area</name>
    <message>
      <source>Construct</source>
      <translation>构建</translation>
    </message>
    <message>
      <source>Evaluate</source>
      <translation>评估</translation>
    </message>
    <message>
      <source>Library</source>
      <translation>指令库</translation>
    </message>
    <message>
      <source>Templates</source>
      <translation>模板</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>训练</translation>
    </message>
  </context>
  <context>
    <name>AttentionMap</name>
    <message>
      <source>Attention</source>
      <translation>注意力</translation>
    </message>
    <message>
      <source>Next sample</source>
      <translation>下一个样本</translation>
    </message>
    <message>
      <source>Previous sample</source>
      <translation>上一个样本</translation>
    </message>
    <message>
      <source>Where the model looks appears with the next validation.</source>
      <translation>下一次验证后显示模型的注意力。</translation>
    </message>
    <message>
      <source>sample {number} of {count}</source>
      <translation>第 {number}/{count} 个样本</translation>
    </message>
  </context>
  <context>
    <name>AttentionView</name>
    <message>
      <source>Attention</source>
      <translation>注意力</translation>
    </message>
    <message>
      <source>Candidate {rank}: what was read for each word</source>
      <translation>候选 {rank}：写每个词时读了哪里</translation>
    </message>
    <message>
      <source>as the model “{name}” wrote it</source>
      <translation>按模型“{name}”写出的原文</translation>
    </message>
  </context>
  <context>
    <name>Backups</name>
    <message>
      <source>Before a big change</source>
      <translation>大批修改之前</translation>
    </message>
    <message>
      <source>Before a new version of the program</source>
      <translation>程序升级之前</translation>
    </message>
    <message>
      <source>Before a restore</source>
      <translation>恢复之前</translation>
    </message>
    <message>
      <source>Before an import</source>
      <translation>导入之前</translation>
    </message>
    <message>
      <source>Daily</source>
      <translation>每日</translation>
    </message>
    <message>
      <source>Made by you</source>
      <translation>手动备份</translation>
    </message>
  </context>
  <context>
    <name>BackupsDialog</name>
    <message>
      <source>Back up</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>Back up now</source>
      <translation>立即备份</translation>
    </message>
    <message>
      <source>Backed up.</source>
      <translation>已备份。</translation>
    </message>
    <message>
      <source>Backups</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Copying</source>
      <translation>正在复制</translation>
    </message>
    <message>
      <source>One is made a day, and before imports, big changes and new versions; of the daily ones ten are kept, of your own all. Restoring keeps a copy of what is there now.</source>
      <translation>每天自动备份一次，导入、大批修改和程序升级之前也会备份；每日备份保留十份，手动备份全部保留。恢复时，现有内容会先存成一份备份。</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>Restored. What was there is kept as the newest backup.</source>
      <translation>已恢复。原来的内容存成了最新一份备份。</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>There is no backup yet.</source>
      <translation>还没有备份。</translation>
    </message>
  </context>
  <context>
    <name>Basis</name>
    <message>
      <source>Architecture</source>
      <translation>结构</translation>
    </message>
    <message>
      <source>Architecture and sizes are the starter's; it learns your library on top of what it knows.</source>
      <translation>结构和大小沿用自带模型；它在已有的基础上学习你的指令库。</translation>
    </message>
    <message>
      <source>Start from the starter model</source>
      <translation>从自带模型开始</translation>
    </message>
    <message>
      <source>{model}: {about}</source>
      <translation>{model}：{about}</translation>
    </message>
  </context>
  <context>
    <name>Bulk</name>
    <message numerus="yes">
      <source>%n records</source>
      <translation>
        <numerusform>%n 条指令</numerusform>
      </translation>
    </message>
    <message>
      <source>Archived {count}</source>
      <translation>已归档 {count}</translation>
    </message>
    <message>
      <source>Deleted {count}</source>
      <translation>已删除 {count}</translation>
    </message>
    <message>
      <source>Edited {count}</source>
      <translation>已编辑 {count}</translation>
    </message>
    <message>
      <source>Nothing to change: all records are so already</source>
      <translation>无需修改：所有条目已是如此</translation>
    </message>
    <message>
      <source>Rated {count}</source>
      <translation>已为 {count}评分</translation>
    </message>
    <message>
      <source>Tagged {count}</source>
      <translation>已给 {count} 加标签</translation>
    </message>
    <message>
      <source>Took back {count}</source>
      <translation>已取回 {count}</translation>
    </message>
    <message>
      <source>Took the stars of {count}</source>
      <translation>已取消 {count}的评分</translation>
    </message>
  </context>
  <context>
    <name>BulkEditDialog</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Edit records</source>
      <translation>编辑条目</translation>
    </message>
    <message>
      <source>Edit {count}</source>
      <translation>编辑 {count}</translation>
    </message>
    <message>
      <source>Either of the two is one step, which Undo takes back.</source>
      <translation>每次只做其中一项，可一次撤销。</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Leave as it is</source>
      <translation>保持不变</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>许可</translation>
    </message>
    <message>
      <source>Replace in the instructions</source>
      <translation>替换指令中的文字</translation>
    </message>
    <message>
      <source>Replace with</source>
      <translation>替换为</translation>
    </message>
    <message>
      <source>Set for all</source>
      <translation>统一设置</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Task type</source>
      <translation>任务类型</translation>
    </message>
  </context>
  <context>
    <name>CandidateCard</name>
    <message>
      <source>Candidate {rank} of {count}, {method}, score {score}</source>
      <translation>第 {rank} 条候选，共 {count} 条，{method}，得分 {score}</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Saved as record {id}</source>
      <translation>已存为条目 {id}</translation>
    </message>
    <message>
      <source>Show all {count} lines</source>
      <translation>显示全部 {count} 行</translation>
    </message>
    <message>
      <source>editing, Escape reverts</source>
      <translation>编辑中，按 Esc 还原</translation>
    </message>
    <message>
      <source>rejected</source>
      <translation>不采用</translation>
    </message>
    <message>
      <source>saved</source>
      <translation>已保存</translation>
    </message>
    <message>
      <source>selected</source>
      <translation>已选中</translation>
    </message>
  </context>
  <context>
    <name>CandidateList</name>
    <message>
      <source>Candidates</source>
      <translation>候选</translation>
    </message>
  </context>
  <context>
    <name>CandidatesPane</name>
    <message>
      <source>Candidates</source>
      <translation>候选</translation>
    </message>
    <message>
      <source>Construct again</source>
      <translation>重新构建</translation>
    </message>
    <message>
      <source>Describe a task to begin</source>
      <translation>先描述一个任务</translation>
    </message>
    <message>
      <source>No candidate</source>
      <translation>没有候选</translation>
    </message>
    <message>
      <source>No method had an answer for this task.</source>
      <translation>没有方法能给出这个任务的指令。</translation>
    </message>
    <message>
      <source>Open the library</source>
      <translation>打开指令库</translation>
    </message>
    <message>
      <source>Show or hide the evidence (I)</source>
      <translation>显示或隐藏依据 (I)</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>These candidates were constructed for an earlier task.</source>
      <translation>任务已改动，这些候选是为之前的任务构建的。</translation>
    </message>
    <message>
      <source>Try a sample task</source>
      <translation>试一个示例任务</translation>
    </message>
    <message>
      <source>Write what the instruction should make a model do, or give an input with its output. Ctrl Enter constructs.</source>
      <translation>写下要让模型做什么，或给出一组输入和输出。按 Ctrl Enter 构建。</translation>
    </message>
    <message>
      <source>{method}: {reason}</source>
      <translation>{method}：{reason}</translation>
    </message>
  </context>
  <context>
    <name>CardActions</name>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>Esc to revert, Ctrl Enter to keep</source>
      <translation>Esc 还原，Ctrl Enter 保留</translation>
    </message>
    <message>
      <source>Keep edit</source>
      <translation>保留修改</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>不采用</translation>
    </message>
    <message>
      <source>Revert</source>
      <translation>还原</translation>
    </message>
    <message>
      <source>Save to library</source>
      <translation>保存到指令库</translation>
    </message>
    <message>
      <source>Show attention</source>
      <translation>查看注意力</translation>
    </message>
  </context>
  <context>
    <name>CardDeeds</name>
    <message>
      <source>Instruction copied</source>
      <translation>已复制指令</translation>
    </message>
    <message>
      <source>Saved as record {id}</source>
      <translation>已存为条目 {id}</translation>
    </message>
    <message>
      <source>The library already has it: record {id}</source>
      <translation>指令库里已有这一条：条目 {id}</translation>
    </message>
  </context>
  <context>
    <name>CatalogueDialog</name>
    <message>
      <source>Any language</source>
      <translation>任何语言</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Data sets</source>
      <translation>数据集</translation>
    </message>
    <message>
      <source>Language of the instructions</source>
      <translation>指令的语言</translation>
    </message>
    <message>
      <source>No data set has all of that</source>
      <translation>没有符合全部条件的数据集</translation>
    </message>
    <message>
      <source>Only for models that are shipped</source>
      <translation>仅限可用于发布模型的</translation>
    </message>
    <message>
      <source>Public data sets</source>
      <translation>公共数据集</translation>
    </message>
    <message>
      <source>Search by name, description or licence</source>
      <translation>按名称、说明或许可搜索</translation>
    </message>
    <message>
      <source>Use fewer words, or another language.</source>
      <translation>减少词语，或换一种语言。</translation>
    </message>
    <message>
      <source>{count} of {total}</source>
      <translation>{count} / {total}</translation>
    </message>
  </context>
  <context>
    <name>Checker</name>
    <message>
      <source>Check template</source>
      <translation>检查模板</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>预览</translation>
    </message>
    <message>
      <source>Read task</source>
      <translation>读取任务</translation>
    </message>
  </context>
  <context>
    <name>CheckpointsPane</name>
    <message>
      <source>Checkpoints</source>
      <translation>检查点</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>正在使用</translation>
    </message>
    <message>
      <source>Use for generation</source>
      <translation>用于生成</translation>
    </message>
    <message>
      <source>loss {loss}</source>
      <translation>损失 {loss}</translation>
    </message>
    <message>
      <source>step {step}</source>
      <translation>第 {step} 步</translation>
    </message>
  </context>
  <context>
    <name>ColumnMapping</name>
    <message>
      <source>Column of the file</source>
      <translation>文件中的列</translation>
    </message>
    <message>
      <source>Is</source>
      <translation>对应字段</translation>
    </message>
    <message>
      <source>unknown field, kept beside</source>
      <translation>未知字段，附带保存</translation>
    </message>
  </context>
  <context>
    <name>CommandList</name>
    <message>
      <source>Commands</source>
      <translation>命令</translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message numerus="yes">
      <source>%n stars</source>
      <translation>
        <numerusform>%n 星</numerusform>
      </translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>归档</translation>
    </message>
    <message>
      <source>Back to the shipped template</source>
      <translation>恢复为自带模板</translation>
    </message>
    <message>
      <source>Complete slot</source>
      <translation>补全槽位</translation>
    </message>
    <message>
      <source>Copy as own template</source>
      <translation>复制为自己的模板</translation>
    </message>
    <message>
      <source>Crawl the web…</source>
      <translation>抓取网页…</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Delete template</source>
      <translation>删除模板</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>编辑…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Filter templates</source>
      <translation>筛选模板</translation>
    </message>
    <message>
      <source>Find duplicates…</source>
      <translation>查找重复…</translation>
    </message>
    <message>
      <source>Forget saved search</source>
      <translation>删除已存搜索</translation>
    </message>
    <message>
      <source>Go to row…</source>
      <translation>转到某行…</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>导入…</translation>
    </message>
    <message>
      <source>New record</source>
      <translation>新建条目</translation>
    </message>
    <message>
      <source>New template…</source>
      <translation>新建模板…</translation>
    </message>
    <message>
      <source>Next problem</source>
      <translation>下一个问题</translation>
    </message>
    <message>
      <source>Next task</source>
      <translation>下一个任务</translation>
    </message>
    <message>
      <source>No stars</source>
      <translation>无星</translation>
    </message>
    <message>
      <source>Previous task</source>
      <translation>上一个任务</translation>
    </message>
    <message>
      <source>Public data sets…</source>
      <translation>公共数据集…</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Rename or merge tag…</source>
      <translation>重命名或合并标签…</translation>
    </message>
    <message>
      <source>Rename…</source>
      <translation>重命名…</translation>
    </message>
    <message>
      <source>Save search…</source>
      <translation>存下搜索…</translation>
    </message>
    <message>
      <source>Save template</source>
      <translation>保存模板</translation>
    </message>
    <message>
      <source>Search by example</source>
      <translation>按样本找</translation>
    </message>
    <message>
      <source>Search instructions</source>
      <translation>搜索指令</translation>
    </message>
    <message>
      <source>Select all rows</source>
      <translation>全选</translation>
    </message>
    <message>
      <source>Select row</source>
      <translation>选中该行</translation>
    </message>
    <message>
      <source>Tag…</source>
      <translation>加标签…</translation>
    </message>
    <message>
      <source>Take back from archive</source>
      <translation>从归档取回</translation>
    </message>
    <message>
      <source>Versions and forks…</source>
      <translation>版本与派生…</translation>
    </message>
  </context>
  <context>
    <name>CompareView</name>
    <message>
      <source>Comparing…</source>
      <translation>正在比较…</translation>
    </message>
    <message>
      <source>Differences of two runs</source>
      <translation>两次评测之差</translation>
    </message>
    <message>
      <source>Run to compare with</source>
      <translation>用来比较的评测</translation>
    </message>
    <message>
      <source>The two runs have no row in common.</source>
      <translation>两次评测没有共同的行。</translation>
    </message>
    <message>
      <source>There is no other run to compare with.</source>
      <translation>没有别的评测可以比较。</translation>
    </message>
    <message>
      <source>This run beside</source>
      <translation>本次评测对比</translation>
    </message>
    <message>
      <source>This run minus the other, over the rows that both have; the line is the 95 % interval, dotted is no difference. ▲ better, ▼ worse: * p &lt; 0.05, ** p &lt; 0.01, *** p &lt; 0.001.</source>
      <translation>本次减去另一次，只算两次都有的行；横线为 95% 区间，虚线处为没有差别。▲ 更好，▼ 更差：* p &lt; 0.05，** p &lt; 0.01，*** p &lt; 0.001。</translation>
    </message>
  </context>
  <context>
    <name>Completion</name>
    <message>
      <source>Names that fit</source>
      <translation>可用的名称</translation>
    </message>
  </context>
  <context>
    <name>ConstraintChips</name>
    <message>
      <source>Add constraint</source>
      <translation>添加约束</translation>
    </message>
    <message>
      <source>At most 120 words</source>
      <translation>不超过 120 字</translation>
    </message>
    <message>
      <source>Constraints</source>
      <translation>约束</translation>
    </message>
    <message>
      <source>New constraint</source>
      <translation>新约束</translation>
    </message>
    <message>
      <source>Remove constraint {text}</source>
      <translation>去掉约束：{text}</translation>
    </message>
  </context>
  <context>
    <name>ConstructPanel</name>
    <message>
      <source>Choose at least one method.</source>
      <translation>至少选一种方法。</translation>
    </message>
    <message>
      <source>Clear the form</source>
      <translation>清空表单</translation>
    </message>
    <message>
      <source>Colour by origin</source>
      <translation>按来源着色</translation>
    </message>
    <message>
      <source>Construct</source>
      <translation>构建</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>New seed</source>
      <translation>换一组</translation>
    </message>
    <message>
      <source>Save to library</source>
      <translation>保存到指令库</translation>
    </message>
    <message>
      <source>Show attention</source>
      <translation>查看注意力</translation>
    </message>
  </context>
  <context>
    <name>CrawlDialog</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Crawl</source>
      <translation>抓取</translation>
    </message>
    <message>
      <source>Crawl the web</source>
      <translation>抓取网页</translation>
    </message>
    <message>
      <source>Crawls</source>
      <translation>抓取</translation>
    </message>
    <message>
      <source>New crawl</source>
      <translation>新建抓取</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>页面</translation>
    </message>
    <message>
      <source>Read crawls</source>
      <translation>读取抓取记录</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>审阅</translation>
    </message>
    <message>
      <source>Review {count}</source>
      <translation>审阅 {count}</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
  </context>
  <context>
    <name>CrawlForm</name>
    <message>
      <source>Addresses, one a line</source>
      <translation>网址，每行一个</translation>
    </message>
    <message>
      <source>Allow private addresses</source>
      <translation>允许内网地址</translation>
    </message>
    <message>
      <source>Also hosts of your own network, such as an intranet</source>
      <translation>包括自己网络中的主机，如单位内网</translation>
    </message>
    <message>
      <source>Also read the site's sitemap</source>
      <translation>同时读取站点地图</translation>
    </message>
    <message>
      <source>Contact told to sites</source>
      <translation>告知网站的联系方式</translation>
    </message>
    <message>
      <source>Follows robots.txt and asks each site slowly. What looks like an instruction is put up for review; nothing enters the library before you accept it.</source>
      <translation>遵守 robots.txt，并放慢对每个网站的访问。像指令的片段会列出供审阅；接受之前不会进入指令库。</translation>
    </message>
    <message>
      <source>Links away from them</source>
      <translation>链接深度</translation>
    </message>
    <message>
      <source>Minutes at most</source>
      <translation>最多分钟数</translation>
    </message>
    <message>
      <source>New crawl</source>
      <translation>新建抓取</translation>
    </message>
    <message>
      <source>Pages at most</source>
      <translation>最多页数</translation>
    </message>
    <message>
      <source>Seconds between requests</source>
      <translation>请求间隔（秒）</translation>
    </message>
    <message>
      <source>Start crawl</source>
      <translation>开始抓取</translation>
    </message>
    <message>
      <source>Stay on the same site</source>
      <translation>只在同一网站内</translation>
    </message>
    <message>
      <source>Your mail address, or a page</source>
      <translation>邮箱地址或网页</translation>
    </message>
  </context>
  <context>
    <name>CrawlRuns</name>
    <message>
      <source>Crawl the web</source>
      <translation>抓取网页</translation>
    </message>
    <message>
      <source>Pages read: {pages} · skipped: {skipped} · passages: {found}</source>
      <translation>已读 {pages} 页 · 跳过 {skipped} 页 · 片段 {found} 个</translation>
    </message>
    <message>
      <source>Passages to review: {found} · pages read: {pages}</source>
      <translation>{found} 个片段待审阅 · 已读 {pages} 页</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>审阅</translation>
    </message>
  </context>
  <context>
    <name>CrawlView</name>
    <message>
      <source>Address</source>
      <translation>网址</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Links away</source>
      <translation>深度</translation>
    </message>
    <message>
      <source>Minutes at most</source>
      <translation>最多分钟数</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>页面</translation>
    </message>
    <message>
      <source>Pages at most</source>
      <translation>最多页数</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>已读</translation>
    </message>
    <message>
      <source>Review {count}</source>
      <translation>审阅 {count}</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>跳过</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>等待</translation>
    </message>
    <message>
      <source>Why not</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>at work</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>begun {when}</source>
      <translation>开始于 {when}</translation>
    </message>
    <message>
      <source>broken off</source>
      <translation>已中断</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>已完成</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <source>the first {count} are listed</source>
      <translation>列出前 {count} 个</translation>
    </message>
    <message>
      <source>{waiting} to review, {yes} accepted, {no} rejected</source>
      <translation>待审阅 {waiting}，已接受 {yes}，已拒绝 {no}</translation>
    </message>
  </context>
  <context>
    <name>CurvePlot</name>
    <message>
      <source>Curve</source>
      <translation>曲线</translation>
    </message>
    <message>
      <source>Development</source>
      <translation>开发集</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>损失</translation>
    </message>
    <message>
      <source>Loss per token</source>
      <translation>每个词元的损失</translation>
    </message>
    <message>
      <source>ROUGE-L, development</source>
      <translation>ROUGE-L（开发集）</translation>
    </message>
    <message>
      <source>Step {step}: training loss{training}, development{development}</source>
      <translation>第 {step} 步：训练损失{training}，开发集{development}</translation>
    </message>
    <message>
      <source>Step {step}: {title}{development}</source>
      <translation>第 {step} 步：{title}{development}</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>chrF, development</source>
      <translation>chrF（开发集）</translation>
    </message>
  </context>
  <context>
    <name>DataChoice</name>
    <message>
      <source>A file of JSON lines</source>
      <translation>JSON Lines 文件</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>Choose file…</source>
      <translation>选择文件…</translation>
    </message>
    <message>
      <source>JSON lines (*.jsonl *.json)</source>
      <translation>JSON Lines (*.jsonl *.json)</translation>
    </message>
    <message>
      <source>Learn from a file</source>
      <translation>从文件学习</translation>
    </message>
    <message>
      <source>The library: {count} records</source>
      <translation>指令库：{count} 条</translation>
    </message>
  </context>
  <context>
    <name>DatasetFile</name>
    <message>
      <source>Choose the downloaded file…</source>
      <translation>选择下载的文件…</translation>
    </message>
    <message>
      <source>Downloaded file</source>
      <translation>下载的文件</translation>
    </message>
    <message>
      <source>Files are called {names}</source>
      <translation>文件名形如 {names}</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>导入</translation>
    </message>
    <message>
      <source>Read it anyway</source>
      <translation>仍然读取</translation>
    </message>
    <message>
      <source>Read rows</source>
      <translation>读取行</translation>
    </message>
    <message>
      <source>Reading {name}…</source>
      <translation>正在读取 {name}…</translation>
    </message>
    <message>
      <source>The files have to be converted first: see how to get it.</source>
      <translation>文件需要先转换：见获取方式。</translation>
    </message>
    <message>
      <source>{name} · no row at its beginning has {fields}</source>
      <translation>{name} · 开头各行都没有 {fields}</translation>
    </message>
    <message>
      <source>{name} · not called as files of this set are: see its rows</source>
      <translation>{name} · 文件名与此数据集不符：核对下面的行</translation>
    </message>
  </context>
  <context>
    <name>DatasetView</name>
    <message>
      <source>Copy address</source>
      <translation>复制网址</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>数据</translation>
    </message>
    <message>
      <source>Data set</source>
      <translation>数据集</translation>
    </message>
    <message>
      <source>How to get it</source>
      <translation>获取方式</translation>
    </message>
    <message>
      <source>In a shipped model</source>
      <translation>用于发布的模型</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>许可</translation>
    </message>
    <message>
      <source>May be used</source>
      <translation>可以使用</translation>
    </message>
    <message>
      <source>May not be used</source>
      <translation>不可使用</translation>
    </message>
    <message>
      <source>Open page in browser</source>
      <translation>在浏览器中打开</translation>
    </message>
    <message>
      <source>Unclear</source>
      <translation>不明确</translation>
    </message>
    <message>
      <source>about {count} rows</source>
      <translation>约 {count} 行</translation>
    </message>
    <message>
      <source>not stated clearly</source>
      <translation>未明确说明</translation>
    </message>
    <message>
      <source>other languages</source>
      <translation>其他语言</translation>
    </message>
    <message>
      <source>size not known</source>
      <translation>数量未知</translation>
    </message>
  </context>
  <context>
    <name>Desk</name>
    <message>
      <source>Deleted “{name}”</source>
      <translation>已删除“{name}”</translation>
    </message>
    <message>
      <source>Read templates</source>
      <translation>读取模板</translation>
    </message>
    <message>
      <source>Saved “{name}”</source>
      <translation>已保存“{name}”</translation>
    </message>
    <message>
      <source>Saved “{name}” as a copy in the project</source>
      <translation>已在项目中另存为“{name}”</translation>
    </message>
    <message>
      <source>new run</source>
      <translation>新的训练</translation>
    </message>
    <message>
      <source>“{name}” is stopped and kept at step {step}</source>
      <translation>“{name}”已停止，保留到第 {step} 步</translation>
    </message>
    <message>
      <source>“{name}” is the shipped template again</source>
      <translation>“{name}”已恢复为自带模板</translation>
    </message>
    <message>
      <source>“{name}” is trained: step {step}</source>
      <translation>“{name}”训练完成：第 {step} 步</translation>
    </message>
    <message>
      <source>“{name}” is used for generation</source>
      <translation>“{name}”已用于生成</translation>
    </message>
  </context>
  <context>
    <name>Detection</name>
    <message>
      <source>; </source>
      <translation>；</translation>
    </message>
    <message>
      <source>Detect</source>
      <translation>自动识别</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Language of the instruction</source>
      <translation>指令语言</translation>
    </message>
    <message>
      <source>Task type</source>
      <translation>任务类型</translation>
    </message>
    <message>
      <source>Why: {reasons}</source>
      <translation>依据：{reasons}</translation>
    </message>
    <message>
      <source>not known yet</source>
      <translation>尚未识别</translation>
    </message>
  </context>
  <context>
    <name>Disagreements</name>
    <message numerus="yes">
      <source>%n disagreements</source>
      <translation>
        <numerusform>%n 处分歧</numerusform>
      </translation>
    </message>
    <message>
      <source>Disagreements</source>
      <translation>分歧</translation>
    </message>
    <message>
      <source>First: {system}</source>
      <translation>前者：{system}</translation>
    </message>
    <message>
      <source>Nobody contradicts anybody.</source>
      <translation>没有人意见相左。</translation>
    </message>
    <message>
      <source>Second: {system}</source>
      <translation>后者：{system}</translation>
    </message>
  </context>
  <context>
    <name>DistributionPlot</name>
    <message>
      <source>Choose a cell to see how its scores spread.</source>
      <translation>选一个单元格，查看得分的分布。</translation>
    </message>
    <message>
      <source>Copy data</source>
      <translation>复制数据</translation>
    </message>
    <message>
      <source>Distribution</source>
      <translation>分布</translation>
    </message>
    <message>
      <source>Distribution of {metric}</source>
      <translation>{metric} 的分布</translation>
    </message>
    <message>
      <source>Median and middle half: {methods}.</source>
      <translation>中位数（居中一半的范围）：{methods}。</translation>
    </message>
    <message>
      <source>Single rows have no score in it.</source>
      <translation>这个指标没有单行的得分。</translation>
    </message>
    <message>
      <source>{method} {median} ({low} to {high})</source>
      <translation>{method} {median}（{low} 至 {high}）</translation>
    </message>
  </context>
  <context>
    <name>DockTitle</name>
    <message>
      <source>Close {pane}</source>
      <translation>关闭{pane}</translation>
    </message>
  </context>
  <context>
    <name>DuplicatesDialog</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Comparing</source>
      <translation>正在比较</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>重复条目</translation>
    </message>
    <message>
      <source>Find duplicates</source>
      <translation>查找重复</translation>
    </message>
    <message>
      <source>Find duplicates first. Of each two, one is kept and the other goes to the archive, so that nothing that refers to it is lost.</source>
      <translation>先查找重复。每两条中保留一条，另一条归档，引用它的内容不会丢失。</translation>
    </message>
    <message>
      <source>Groups</source>
      <translation>分组</translation>
    </message>
    <message>
      <source>Groups that are alike: {groups} · records in them: {count}</source>
      <translation>相似的分组：{groups} 组，共 {count} 条</translation>
    </message>
    <message>
      <source>How alike</source>
      <translation>相似度</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>两条都保留</translation>
    </message>
    <message>
      <source>No pair is shown</source>
      <translation>没有可比较的条目</translation>
    </message>
    <message>
      <source>No two records are that alike.</source>
      <translation>没有这么相似的条目。</translation>
    </message>
    <message>
      <source>Only the {count} selected</source>
      <translation>仅限选中的 {count} 条</translation>
    </message>
    <message>
      <source>Pair by pair</source>
      <translation>逐对处理</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Whole group</source>
      <translation>整组处理</translation>
    </message>
    <message>
      <source>{count} records</source>
      <translation>{count} 条</translation>
    </message>
  </context>
  <context>
    <name>EditorPane</name>
    <message>
      <source>Edited in this project</source>
      <translation>已在本项目修改</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>过滤器</translation>
    </message>
    <message>
      <source>Insert slot</source>
      <translation>插入槽位</translation>
    </message>
    <message>
      <source>Language of the template</source>
      <translation>模板语言</translation>
    </message>
    <message>
      <source>Line {line}, column {column} · {count} characters</source>
      <translation>第 {line} 行第 {column} 列·{count} 字</translation>
    </message>
    <message>
      <source>More</source>
      <translation>更多</translation>
    </message>
    <message>
      <source>No template chosen</source>
      <translation>没有选中模板</translation>
    </message>
    <message>
      <source>Of this project</source>
      <translation>本项目的模板</translation>
    </message>
    <message>
      <source>Pattern</source>
      <translation>模板正文</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Shipped, read only</source>
      <translation>自带，只读</translation>
    </message>
    <message>
      <source>Unsaved</source>
      <translation>未保存</translation>
    </message>
    <message>
      <source>Unsaved: saving makes a copy in the project</source>
      <translation>未保存：保存时会在项目中另存一份</translation>
    </message>
    <message>
      <source>Write the instruction; {{ opens a slot, Ctrl Space lists them.</source>
      <translation>写下指令；输入 {{ 插入槽位，按 Ctrl Space 列出槽位。</translation>
    </message>
    <message>
      <source>{language}: 1 change behind</source>
      <translation>{language}：落后 1 处改动</translation>
    </message>
    <message>
      <source>{language}: {count} changes behind</source>
      <translation>{language}：落后 {count} 处改动</translation>
    </message>
  </context>
  <context>
    <name>ErrorPresenter</name>
    <message>
      <source>Copy details</source>
      <translation>复制详情</translation>
    </message>
  </context>
  <context>
    <name>Errors</name>
    <message>
      <source>Something in the program went wrong ({kind}). Your work is kept; the details can be copied.</source>
      <translation>程序出错（{kind}）。内容没有丢失；可以复制详情。</translation>
    </message>
  </context>
  <context>
    <name>EvaluatePage</name>
    <message>
      <source>Annotate</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Learned</source>
      <translation>学到的</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>评价</translation>
    </message>
    <message>
      <source>Scores</source>
      <translation>得分</translation>
    </message>
  </context>
  <context>
    <name>EvaluatePanel</name>
    <message>
      <source>Evaluate</source>
      <translation>评估</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>页面</translation>
    </message>
  </context>
  <context>
    <name>EvidencePane</name>
    <message>
      <source>Copy the filled text</source>
      <translation>复制填好的全文</translation>
    </message>
    <message>
      <source>Evidence</source>
      <translation>依据</translation>
    </message>
    <message>
      <source>Select a candidate to see why it stands where it stands.</source>
      <translation>选中一条候选，查看它为什么排在这里。</translation>
    </message>
    <message>
      <source>Where the words come from</source>
      <translation>词语来源</translation>
    </message>
    <message>
      <source>Why it ranks first</source>
      <translation>为什么排第 1</translation>
    </message>
    <message>
      <source>Why it ranks {rank}</source>
      <translation>为什么排第 {rank}</translation>
    </message>
    <message>
      <source>With the sample filled in</source>
      <translation>填入样本后</translation>
    </message>
  </context>
  <context>
    <name>ExampleBar</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Find instructions</source>
      <translation>查找指令</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>Take the sample of the task</source>
      <translation>取用任务的样本</translation>
    </message>
    <message>
      <source>What should come of it</source>
      <translation>应得到的内容</translation>
    </message>
    <message>
      <source>What was given</source>
      <translation>给出的内容</translation>
    </message>
  </context>
  <context>
    <name>ExampleView</name>
    <message>
      <source>Chinese sample</source>
      <translation>中文样例</translation>
    </message>
    <message>
      <source>Constructing…</source>
      <translation>正在构建…</translation>
    </message>
    <message>
      <source>English sample</source>
      <translation>英文样例</translation>
    </message>
    <message>
      <source>Example</source>
      <translation>样例</translation>
    </message>
    <message>
      <source>For example</source>
      <translation>举例</translation>
    </message>
    <message>
      <source>For this task both are the same.</source>
      <translation>对这个任务，两者相同。</translation>
    </message>
    <message>
      <source>No method had a candidate for this task.</source>
      <translation>没有方法给出这个任务的候选。</translation>
    </message>
    <message>
      <source>The first candidate; what only one of them has is marked.</source>
      <translation>排在第一的候选；只有一边才有的字词有标记。</translation>
    </message>
    <message>
      <source>With it</source>
      <translation>用上学到的</translation>
    </message>
    <message>
      <source>Without what was learned</source>
      <translation>不用学到的</translation>
    </message>
    <message>
      <source>Your task</source>
      <translation>你的任务</translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Count records</source>
      <translation>统计条目</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>预览</translation>
    </message>
    <message>
      <source>Records</source>
      <translation>条目</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行</translation>
    </message>
  </context>
  <context>
    <name>ExportOptions</name>
    <message>
      <source>A row has {names}.</source>
      <translation>每行可用：{names}。</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>不限</translation>
    </message>
    <message>
      <source>Any, or MIT, CC BY 4.0</source>
      <translation>不限，或填 MIT, CC BY 4.0</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>Keep all</source>
      <translation>全部保留</translation>
    </message>
    <message>
      <source>Least rating</source>
      <translation>最低评分</translation>
    </message>
    <message>
      <source>Leave out repeats</source>
      <translation>去除重复</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>许可</translation>
    </message>
    <message>
      <source>Nearly the same</source>
      <translation>近似重复</translation>
    </message>
    <message>
      <source>One instruction is never in two parts.</source>
      <translation>同一指令不会分到两个部分。</translation>
    </message>
    <message>
      <source>Rows of your own</source>
      <translation>自定义行</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>随机种子</translation>
    </message>
    <message>
      <source>Template of a row</source>
      <translation>行模板</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>测试</translation>
    </message>
    <message>
      <source>The same in all texts</source>
      <translation>全部文字相同</translation>
    </message>
    <message>
      <source>The same instruction</source>
      <translation>指令相同</translation>
    </message>
    <message>
      <source>Validation</source>
      <translation>验证</translation>
    </message>
    <message>
      <source>What is nearly the same stays together</source>
      <translation>近似重复的记录放在一起</translation>
    </message>
    <message>
      <source>With the starter library</source>
      <translation>包括入门指令库</translation>
    </message>
  </context>
  <context>
    <name>ExportPreview</name>
    <message>
      <source>Counting</source>
      <translation>正在统计</translation>
    </message>
    <message>
      <source>First rows</source>
      <translation>前几行</translation>
    </message>
    <message>
      <source>Has no place for {fields}.</source>
      <translation>不保存{fields}。</translation>
    </message>
    <message>
      <source>Keeps {fields}.</source>
      <translation>保留{fields}。</translation>
    </message>
    <message>
      <source>Leaves out, with the number of records: {fields}</source>
      <translation>会丢失（括号内为条目数）：{fields}</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>测试</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Validation</source>
      <translation>验证</translation>
    </message>
    <message>
      <source>Writes the project's templates, not its records</source>
      <translation>写出项目的模板，不含条目</translation>
    </message>
    <message>
      <source>{count} left out: another licence</source>
      <translation>{count} 条不导出：许可不符</translation>
    </message>
    <message>
      <source>{count} left out: rated lower, or not at all</source>
      <translation>{count} 条不导出：评分较低或没有评分</translation>
    </message>
    <message>
      <source>{count} left out: said by another record</source>
      <translation>{count} 条不导出：与其他条目重复</translation>
    </message>
    <message>
      <source>{count} left out: the format cannot hold them</source>
      <translation>{count} 条不导出：格式无法容纳</translation>
    </message>
    <message>
      <source>{kept} of {chosen} records will be written</source>
      <translation>将写出 {kept} 条，共选 {chosen} 条</translation>
    </message>
  </context>
  <context>
    <name>Facets</name>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>许可</translation>
    </message>
    <message>
      <source>Month of creation</source>
      <translation>创建月份</translation>
    </message>
    <message>
      <source>Rating</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
  </context>
  <context>
    <name>FileCheck</name>
    <message>
      <source>Check</source>
      <translation>检查</translation>
    </message>
    <message>
      <source>Check this file</source>
      <translation>检查此文件</translation>
    </message>
    <message>
      <source>Check {name}</source>
      <translation>检查 {name}</translation>
    </message>
    <message>
      <source>Looks at every row: what is wrong, what mending does, and what LLaMA-Factory would skip without a word. The file never changes.</source>
      <translation>逐行检查：哪里有问题，修复会怎么改，哪些行会被 LLaMA-Factory 悄悄跳过。原文件不会改动。</translation>
    </message>
    <message>
      <source>Problems</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>Problems by rule</source>
      <translation>按规则统计的问题</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>规则</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Write a repaired copy</source>
      <translation>写出修复后的副本</translation>
    </message>
    <message>
      <source>Write a repaired copy…</source>
      <translation>写出修复后的副本…</translation>
    </message>
    <message>
      <source>Wrote {count} rows to {name}</source>
      <translation>已把 {count} 行写入 {name}</translation>
    </message>
    <message>
      <source>{count} can be mended</source>
      <translation>{count} 行可修复</translation>
    </message>
    <message>
      <source>{count} cannot</source>
      <translation>{count} 行无法修复</translation>
    </message>
    <message>
      <source>{count} rows in the format {format}</source>
      <translation>{format} 格式，共 {count} 行</translation>
    </message>
    <message>
      <source>{count} sound</source>
      <translation>{count} 行完好</translation>
    </message>
    <message>
      <source>{count} that LLaMA-Factory would skip silently</source>
      <translation>{count} 行会被 LLaMA-Factory 悄悄跳过</translation>
    </message>
  </context>
  <context>
    <name>FileJobs</name>
    <message>
      <source>Export cancelled after {count}; exporting to {name} again goes on from there</source>
      <translation>导出已在 {count}后取消；再次导出到 {name} 会从中断处继续</translation>
    </message>
    <message>
      <source>Export {name}</source>
      <translation>导出 {name}</translation>
    </message>
    <message>
      <source>Exported {count} templates to {name}</source>
      <translation>已把 {count} 个模板导出到 {name}</translation>
    </message>
    <message>
      <source>Exported {count} to {name}</source>
      <translation>已把 {count}导出到 {name}</translation>
    </message>
    <message>
      <source>Import {name}</source>
      <translation>导入 {name}</translation>
    </message>
    <message>
      <source>Imported {count}</source>
      <translation>已导入 {count}</translation>
    </message>
    <message>
      <source>begun anew, for records or options have changed</source>
      <translation>记录或选项已改变，已从头导出</translation>
    </message>
    <message>
      <source>importing the file again goes on from there</source>
      <translation>再次导入该文件会从中断处继续</translation>
    </message>
    <message>
      <source>went on after {count} written before</source>
      <translation>接着此前已写的 {count}继续</translation>
    </message>
    <message>
      <source>{count} rows left out</source>
      <translation>{count} 行未导入</translation>
    </message>
  </context>
  <context>
    <name>Finder</name>
    <message>
      <source>Count</source>
      <translation>计数</translation>
    </message>
    <message>
      <source>Read rows</source>
      <translation>读取条目</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>搜索</translation>
    </message>
  </context>
  <context>
    <name>FindingsTable</name>
    <message>
      <source>Field</source>
      <translation>字段</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Problem</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>What becomes of it</source>
      <translation>处理方式</translation>
    </message>
    <message>
      <source>line {number}</source>
      <translation>第 {number} 行</translation>
    </message>
    <message>
      <source>row {number}</source>
      <translation>第 {number} 条</translation>
    </message>
    <message>
      <source>whole file</source>
      <translation>整个文件</translation>
    </message>
  </context>
  <context>
    <name>FirstRows</name>
    <message>
      <source>First rows</source>
      <translation>前几行</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>指令</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>标签</translation>
    </message>
  </context>
  <context>
    <name>Form</name>
    <message>
      <source>A run is under way: stop it first.</source>
      <translation>有训练正在进行：先停止它。</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>高级</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>How much</source>
      <translation>训练多少</translation>
    </message>
    <message>
      <source>Learn from</source>
      <translation>学习来源</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Named by its number</source>
      <translation>按编号命名</translation>
    </message>
    <message>
      <source>New run</source>
      <translation>新的训练</translation>
    </message>
    <message>
      <source>No file is chosen: choose one, or use the library.</source>
      <translation>没有选文件：选一个，或使用指令库。</translation>
    </message>
    <message>
      <source>Template and Retrieval work without training.</source>
      <translation>模板和检索改写不需要训练。</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>{preset}, about {time} here</source>
      <translation>{preset}，在本机约 {time}</translation>
    </message>
    <message>
      <source>{preset}: {steps} steps</source>
      <translation>{preset}：{steps} 步</translation>
    </message>
  </context>
  <context>
    <name>GroupPane</name>
    <message>
      <source>Keep</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Keep record {id}: {title}</source>
      <translation>保留条目 {id}：{title}</translation>
    </message>
    <message>
      <source>Make one record of {count}</source>
      <translation>将 {count} 条合为一条</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>合并</translation>
    </message>
    <message>
      <source>Merge all {count}</source>
      <translation>合并全部 {count} 条</translation>
    </message>
    <message>
      <source>The tags of all are kept. The others go to the archive, where all that refers to them still finds them.</source>
      <translation>全部标签都会保留。其余条目移入归档，引用它们的内容仍能找到。</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>无</translation>
    </message>
    <message>
      <source>{some} and {count} more</source>
      <translation>{some} 等，另有 {count} 条</translation>
    </message>
  </context>
  <context>
    <name>GuidePane</name>
    <message numerus="yes">
      <source>%n rows judged by two</source>
      <translation>
        <numerusform>两人都判过的有 %n 行</numerusform>
      </translation>
    </message>
    <message>
      <source>Agreement</source>
      <translation>一致性</translation>
    </message>
    <message>
      <source>Disagreements</source>
      <translation>分歧</translation>
    </message>
    <message>
      <source>Guideline</source>
      <translation>标注准则</translation>
    </message>
    <message>
      <source>Guideline and disagreements</source>
      <translation>准则与分歧</translation>
    </message>
    <message>
      <source>Keep or reject: {share}</source>
      <translation>取舍一致：{share}</translation>
    </message>
    <message>
      <source>Likeness (chrF): {share}</source>
      <translation>相似度（chrF）：{share}</translation>
    </message>
    <message>
      <source>No row has been judged by two people yet.</source>
      <translation>还没有两人都判过的行。</translation>
    </message>
    <message>
      <source>None. Rows judged differently are listed here.</source>
      <translation>没有。判得不一样的行会列在这里。</translation>
    </message>
    <message>
      <source>Row {number}</source>
      <translation>第 {number} 行</translation>
    </message>
    <message>
      <source>Same but for signs: {share}</source>
      <translation>除标点外相同：{share}</translation>
    </message>
    <message>
      <source>Same text: {share}</source>
      <translation>文本相同：{share}</translation>
    </message>
    <message>
      <source>What annotators should keep to</source>
      <translation>标注时要遵守什么</translation>
    </message>
  </context>
  <context>
    <name>HeatMap</name>
    <message>
      <source>Attention map</source>
      <translation>注意力图</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>From never copied to surely copied</source>
      <translation>从不是复制到一定是复制</translation>
    </message>
    <message>
      <source>From no attention to all of it</source>
      <translation>从没有注意到全部注意</translation>
    </message>
    <message>
      <source>How likely a word was copied from the task rather than written</source>
      <translation>一个词从任务中复制而来、而不是自己写出的概率</translation>
    </message>
    <message>
      <source>copied</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>{text} · copied {share}</source>
      <translation>{text}·复制 {share}</translation>
    </message>
    <message>
      <source>“{written}” is copied with probability {share}</source>
      <translation>“{written}”是复制的概率为 {share}</translation>
    </message>
    <message>
      <source>“{written}” reads “{read}” {weight}</source>
      <translation>“{written}”读“{read}” {weight}</translation>
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message>
      <source>Add files</source>
      <translation>添加文件</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>添加文件…</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>检查</translation>
    </message>
    <message>
      <source>Check files</source>
      <translation>检查文件</translation>
    </message>
    <message>
      <source>Choose files, or drop them here.</source>
      <translation>选择文件，或拖到这里。</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>列</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>数据</translation>
    </message>
    <message>
      <source>File that is shown</source>
      <translation>显示的文件</translation>
    </message>
    <message>
      <source>First rows</source>
      <translation>前几行</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>导入</translation>
    </message>
    <message>
      <source>Import the copy instead</source>
      <translation>改为导入副本</translation>
    </message>
    <message>
      <source>Import {count}</source>
      <translation>导入 {count} 条</translation>
    </message>
    <message>
      <source>Left out or mended</source>
      <translation>未导入或已修复</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>页</translation>
    </message>
    <message>
      <source>Read rows</source>
      <translation>读取行</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>正在读取…</translation>
    </message>
    <message>
      <source>Rows left out or mended</source>
      <translation>略过或修正的行</translation>
    </message>
    <message>
      <source>Say which column holds the instructions.</source>
      <translation>指定哪一列是指令。</translation>
    </message>
    <message>
      <source>The repaired copy is {name}</source>
      <translation>修复后的副本是 {name}</translation>
    </message>
    <message>
      <source>{count} already here</source>
      <translation>已有 {count} 条</translation>
    </message>
    <message>
      <source>{count} left out</source>
      <translation>略过 {count} 行</translation>
    </message>
    <message>
      <source>{count} mended</source>
      <translation>修正 {count} 行</translation>
    </message>
    <message>
      <source>{count} new</source>
      <translation>新增 {count} 条</translation>
    </message>
    <message>
      <source>{count} rows read</source>
      <translation>已读 {count} 行</translation>
    </message>
  </context>
  <context>
    <name>ImportOptions</name>
    <message>
      <source>Any, or MIT, CC BY 4.0</source>
      <translation>不限，或填 MIT, CC BY 4.0</translation>
    </message>
    <message>
      <source>Exactly the same</source>
      <translation>完全相同</translation>
    </message>
    <message>
      <source>Find out the format</source>
      <translation>自动识别格式</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>Leave out what the library has</source>
      <translation>略过库中已有的</translation>
    </message>
    <message>
      <source>Licence where none is named</source>
      <translation>未注明许可时填入</translation>
    </message>
    <message>
      <source>Only these licences</source>
      <translation>仅限这些许可</translation>
    </message>
    <message>
      <source>Tags for all</source>
      <translation>为全部加标签</translation>
    </message>
    <message>
      <source>The same in all texts</source>
      <translation>全部文字相同</translation>
    </message>
    <message>
      <source>The same instruction</source>
      <translation>指令相同</translation>
    </message>
    <message>
      <source>With commas between</source>
      <translation>以逗号分隔</translation>
    </message>
  </context>
  <context>
    <name>JobList</name>
    <message>
      <source>Clear finished</source>
      <translation>清除已结束的</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>后台任务</translation>
    </message>
    <message>
      <source>No running jobs</source>
      <translation>没有进行中的任务</translation>
    </message>
  </context>
  <context>
    <name>JobRow</name>
    <message>
      <source>Stop {job}</source>
      <translation>停止：{job}</translation>
    </message>
  </context>
  <context>
    <name>KeySheet</name>
    <message>
      <source>Keys</source>
      <translation>快捷键</translation>
    </message>
  </context>
  <context>
    <name>Keys</name>
    <message>
      <source>Anywhere</source>
      <translation>任何地方</translation>
    </message>
    <message>
      <source>Areas</source>
      <translation>区域</translation>
    </message>
    <message>
      <source>Close or revert the nearest thing</source>
      <translation>关闭或还原最近的一项</translation>
    </message>
    <message>
      <source>Complete a slot</source>
      <translation>补全槽位</translation>
    </message>
    <message>
      <source>Construct</source>
      <translation>构建</translation>
    </message>
    <message>
      <source>Construct; in a card: keep edit</source>
      <translation>构建；在卡片中：保留修改</translation>
    </message>
    <message>
      <source>Edit the card</source>
      <translation>编辑卡片</translation>
    </message>
    <message>
      <source>Go to row</source>
      <translation>转到某行</translation>
    </message>
    <message>
      <source>Import, export</source>
      <translation>导入、导出</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>后台任务</translation>
    </message>
    <message>
      <source>Library and templates</source>
      <translation>指令库与模板</translation>
    </message>
    <message>
      <source>Mark, mark all</source>
      <translation>选中、全选</translation>
    </message>
    <message>
      <source>New seed</source>
      <translation>换一组</translation>
    </message>
    <message>
      <source>Next problem</source>
      <translation>下一个问题</translation>
    </message>
    <message>
      <source>Next, previous card</source>
      <translation>下一张、上一张卡片</translation>
    </message>
    <message>
      <source>Next, previous pane</source>
      <translation>下一个、上一个窗格</translation>
    </message>
    <message>
      <source>Previous, next origin in the text</source>
      <translation>上一段、下一段来源</translation>
    </message>
    <message>
      <source>Provenance, evidence</source>
      <translation>词语来源、依据</translation>
    </message>
    <message>
      <source>Rate, no stars</source>
      <translation>评分，取消评分</translation>
    </message>
    <message>
      <source>Reject, take back</source>
      <translation>不采用、取回</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save, copy</source>
      <translation>保存、复制</translation>
    </message>
    <message>
      <source>Search and commands</source>
      <translation>搜索与命令</translation>
    </message>
    <message>
      <source>Search box</source>
      <translation>搜索框</translation>
    </message>
    <message>
      <source>Search by example</source>
      <translation>按样本找</translation>
    </message>
    <message>
      <source>Tag</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>This sheet</source>
      <translation>本表</translation>
    </message>
    <message>
      <source>Undo, redo</source>
      <translation>撤销、重做</translation>
    </message>
  </context>
  <context>
    <name>LearnedCommands</name>
    <message>
      <source>Add a rule of your own</source>
      <translation>添加自己的规则</translation>
    </message>
    <message>
      <source>Export preferences…</source>
      <translation>导出偏好…</translation>
    </message>
    <message>
      <source>Export rules…</source>
      <translation>导出规则…</translation>
    </message>
    <message>
      <source>Forget everything…</source>
      <translation>全部忘记…</translation>
    </message>
    <message>
      <source>Import rules…</source>
      <translation>导入规则…</translation>
    </message>
    <message>
      <source>Learn preferences…</source>
      <translation>学习偏好…</translation>
    </message>
    <message>
      <source>Somebody else…</source>
      <translation>换一个人…</translation>
    </message>
  </context>
  <context>
    <name>LearnedPage</name>
    <message>
      <source>Add a rule of your own</source>
      <translation>添加自己的规则</translation>
    </message>
    <message>
      <source>Export preferences…</source>
      <translation>导出偏好…</translation>
    </message>
    <message>
      <source>Forget everything…</source>
      <translation>全部忘记…</translation>
    </message>
    <message>
      <source>Import rules…</source>
      <translation>导入规则…</translation>
    </message>
    <message>
      <source>Learn preferences…</source>
      <translation>学习偏好…</translation>
    </message>
    <message>
      <source>Nothing was learned about you yet</source>
      <translation>还没有学到你的习惯</translation>
    </message>
    <message>
      <source>Preferences as training data</source>
      <translation>偏好用作训练数据</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>What was learned about you</source>
      <translation>学到的你的习惯</translation>
    </message>
    <message>
      <source>What you choose, edit, save, reject and rate in Construct is noted. The order of candidates follows from the first choice on; changes that you make again and again become rules that you can read, change and switch off. Everything stays on this machine.</source>
      <translation>你在“构建”里选用、修改、保存、不采用和评分的候选都会记下来。从第一次选择起，候选的顺序就跟着调整；你反复做的修改会变成规则，可以看、可以改、可以关掉。一切都留在这台电脑上。</translation>
    </message>
    <message>
      <source>What you took, edited and rated makes pairs of a preferred and another text: your model can learn from them, and so can others.</source>
      <translation>你选用、修改和评分的内容组成“更喜欢的文本与另一条文本”的对：你的模型可以从中学习，别的模型也可以。</translation>
    </message>
  </context>
  <context>
    <name>LearningStrip</name>
    <message>
      <source>Learning preferences: step {done} of {total}</source>
      <translation>正在学习偏好：第 {done} 步，共 {total} 步</translation>
    </message>
    <message>
      <source>Learning preferences…</source>
      <translation>正在学习偏好…</translation>
    </message>
    <message>
      <source>Progress of learning</source>
      <translation>学习进度</translation>
    </message>
    <message>
      <source>Stop and keep</source>
      <translation>停止并保留</translation>
    </message>
  </context>
  <context>
    <name>Legend</name>
    <message>
      <source>Where the words come from</source>
      <translation>词语来源</translation>
    </message>
  </context>
  <context>
    <name>LegendButton</name>
    <message>
      <source>Show only: {origin}</source>
      <translation>只显示：{origin}</translation>
    </message>
  </context>
  <context>
    <name>Lengths</name>
    <message numerus="yes">
      <source>%n characters</source>
      <translation>
        <numerusform>%n 字</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n words</source>
      <translation>
        <numerusform>%n 词</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LibraryPanel</name>
    <message>
      <source>Go to row</source>
      <translation>转到某行</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>导入…</translation>
    </message>
    <message>
      <source>Library</source>
      <translation>指令库</translation>
    </message>
    <message>
      <source>New record</source>
      <translation>新建条目</translation>
    </message>
    <message>
      <source>Row, 1 to {count}</source>
      <translation>行号，1 到 {count}</translation>
    </message>
    <message>
      <source>Shelves of the library</source>
      <translation>指令库的分类</translation>
    </message>
  </context>
  <context>
    <name>LikenessLine</name>
    <message>
      <source>Compare…</source>
      <translation>比较…</translation>
    </message>
    <message>
      <source>Look for the like</source>
      <translation>查找相似条目</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>{percent} % like #{id}: {title}</source>
      <translation>与 #{id} 相似 {percent} %：{title}</translation>
    </message>
  </context>
  <context>
    <name>ListPane</name>
    <message>
      <source>Any task type</source>
      <translation>不限任务类型</translation>
    </message>
    <message>
      <source>Filter templates</source>
      <translation>筛选模板</translation>
    </message>
    <message>
      <source>Filter {count} templates</source>
      <translation>在 {count} 个模板中筛选</translation>
    </message>
    <message>
      <source>New template</source>
      <translation>新建模板</translation>
    </message>
    <message>
      <source>No template has these words.</source>
      <translation>没有模板含有这些词。</translation>
    </message>
    <message>
      <source>Templates</source>
      <translation>模板</translation>
    </message>
    <message>
      <source>Templates by task type</source>
      <translation>按任务类型排列的模板</translation>
    </message>
    <message>
      <source>edited</source>
      <translation>已修改</translation>
    </message>
    <message>
      <source>own</source>
      <translation>自己的</translation>
    </message>
    <message>
      <source>unsaved</source>
      <translation>未保存</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>A job is still running.</source>
      <translation>还有后台任务在进行。</translation>
    </message>
    <message>
      <source>Close InstrStudio</source>
      <translation>关闭 InstrStudio</translation>
    </message>
    <message>
      <source>Debug info copied</source>
      <translation>已复制诊断信息</translation>
    </message>
    <message>
      <source>Do not close</source>
      <translation>不关闭</translation>
    </message>
    <message>
      <source>Evidence</source>
      <translation>依据</translation>
    </message>
    <message>
      <source>InstrStudio</source>
      <translation>InstrStudio</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>后台任务</translation>
    </message>
    <message>
      <source>My instructions</source>
      <translation>我的指令</translation>
    </message>
    <message>
      <source>New project</source>
      <translation>新建项目</translation>
    </message>
    <message>
      <source>Open project</source>
      <translation>打开项目</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Stop and keep</source>
      <translation>停止并保留</translation>
    </message>
    <message>
      <source>Stopping keeps what is done so far.</source>
      <translation>停止后，已完成的部分会保留。</translation>
    </message>
    <message>
      <source>The project cannot be opened</source>
      <translation>项目无法打开</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>{verb} “{label}”</source>
      <translation>{verb}：{label}</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>帮助</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Recent projects</source>
      <translation>最近的项目</translation>
    </message>
    <message>
      <source>Text size</source>
      <translation>文字大小</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>View</source>
      <translation>视图</translation>
    </message>
  </context>
  <context>
    <name>MergeDialog</name>
    <message>
      <source>Compare records</source>
      <translation>比较条目</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>两条都保留</translation>
    </message>
    <message>
      <source>Merged #{other} into #{kept}</source>
      <translation>已把 #{other} 合并到 #{kept}</translation>
    </message>
  </context>
  <context>
    <name>MergePane</name>
    <message>
      <source>Keep record {kept}; record {other} goes to the archive</source>
      <translation>保留条目 {kept}，条目 {other} 归档</translation>
    </message>
    <message>
      <source>Keep the other one</source>
      <translation>改为保留另一条</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>合并</translation>
    </message>
    <message>
      <source>They are the same in every field.</source>
      <translation>各字段都相同。</translation>
    </message>
    <message>
      <source>They differ in {fields}; the tags of both are kept.</source>
      <translation>不同字段：{fields}；两条的标签都保留。</translation>
    </message>
    <message>
      <source>{field} of record {id}</source>
      <translation>条目 {id} 的{field}</translation>
    </message>
  </context>
  <context>
    <name>MethodChoice</name>
    <message>
      <source>Methods</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>up to {count}</source>
      <translation>最多 {count} 条</translation>
    </message>
  </context>
  <context>
    <name>NewQueueDialog</name>
    <message>
      <source>A file</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>A search; empty: every record</source>
      <translation>搜索词；空白即全部条目</translation>
    </message>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>全部文件 (*)</translation>
    </message>
    <message>
      <source>An evaluation</source>
      <translation>一次评估</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Candidates of constructions</source>
      <translation>构建出的候选</translation>
    </message>
    <message>
      <source>Choose file…</source>
      <translation>选择文件…</translation>
    </message>
    <message>
      <source>Criteria</source>
      <translation>标准</translation>
    </message>
    <message>
      <source>Evaluation</source>
      <translation>评估</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>How many</source>
      <translation>多少</translation>
    </message>
    <message>
      <source>JSON lines, CSV or TSV, with “task”, “system” and “text” in each row.</source>
      <translation>JSON Lines、CSV 或 TSV，每行有“task”“system”“text”。</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>方式</translation>
    </message>
    <message>
      <source>Make queue</source>
      <translation>新建队列</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Names, apart by commas; may be empty</source>
      <translation>姓名，用逗号隔开；可以空着</translation>
    </message>
    <message>
      <source>New rating queue</source>
      <translation>新建评价队列</translation>
    </message>
    <message>
      <source>No file is chosen.</source>
      <translation>还没有选文件。</translation>
    </message>
    <message>
      <source>Pairs need a task with texts of two systems; nobody sees whose they are.</source>
      <translation>成对比较要求一个任务有两个系统的文字；谁也看不到出自谁。</translation>
    </message>
    <message>
      <source>Raters</source>
      <translation>评价人</translation>
    </message>
    <message>
      <source>Records of the library</source>
      <translation>指令库的条目</translation>
    </message>
    <message>
      <source>Rows (*.jsonl *.json *.csv *.tsv)</source>
      <translation>数据行 (*.jsonl *.json *.csv *.tsv)</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>搜索</translation>
    </message>
    <message>
      <source>Texts from</source>
      <translation>文字来自</translation>
    </message>
    <message>
      <source>Texts to rate</source>
      <translation>要评价的文字</translation>
    </message>
    <message>
      <source>The best candidate of each method, of the last 100 constructions.</source>
      <translation>最近 100 次构建里每种方法最好的候选。</translation>
    </message>
    <message>
      <source>The system of a record is the method that made it, or its source.</source>
      <translation>条目的系统是构建它的方法，或它的来源。</translation>
    </message>
    <message>
      <source>What each method said for each row of the file.</source>
      <translation>每种方法为文件每一行写的文字。</translation>
    </message>
  </context>
  <context>
    <name>NewSetDialog</name>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>Annotators for each row</source>
      <translation>每行标注人数</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Choose file…</source>
      <translation>选择文件…</translation>
    </message>
    <message>
      <source>Guideline</source>
      <translation>标注准则</translation>
    </message>
    <message>
      <source>JSON lines (*.jsonl *.json)</source>
      <translation>JSON 行 (*.jsonl *.json)</translation>
    </message>
    <message>
      <source>JSON lines, one row each, with “task_description”, “input” and “output”, or “examples”.</source>
      <translation>JSON 行，每行一个对象，含“task_description”、“input”和“output”，或含“examples”。</translation>
    </message>
    <message>
      <source>Licence of what is written</source>
      <translation>所写内容的许可</translation>
    </message>
    <message>
      <source>Make set</source>
      <translation>新建</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>New annotation set</source>
      <translation>新建标注集</translation>
    </message>
    <message>
      <source>No file is chosen.</source>
      <translation>还没有选择文件。</translation>
    </message>
    <message>
      <source>Rows to annotate</source>
      <translation>要标注的行</translation>
    </message>
  </context>
  <context>
    <name>NewTemplate</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Create</source>
      <translation>创建</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>New template</source>
      <translation>新建模板</translation>
    </message>
    <message>
      <source>Task type</source>
      <translation>任务类型</translation>
    </message>
  </context>
  <context>
    <name>NoticeBar</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
  </context>
  <context>
    <name>OrderView</name>
    <message numerus="yes">
      <source>%n choices</source>
      <translation>
        <numerusform>%n 次选用</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n edits</source>
      <translation>
        <numerusform>%n 次修改</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ratings</source>
      <translation>
        <numerusform>%n 次评分</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n rejections</source>
      <translation>
        <numerusform>%n 次不采用</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n saved</source>
      <translation>
        <numerusform>%n 次保存</numerusform>
      </translation>
    </message>
    <message>
      <source>All of it stays on this machine; only what you export leaves it.</source>
      <translation>全部留在这台电脑上；只有你导出的内容会离开它。</translation>
    </message>
    <message>
      <source>First as shown</source>
      <translation>按看到的顺序排第一</translation>
    </message>
    <message>
      <source>First without learning</source>
      <translation>不学习时排第一</translation>
    </message>
    <message>
      <source>How often the first was right</source>
      <translation>第一条有多常用上</translation>
    </message>
    <message>
      <source>No candidate was taken yet.</source>
      <translation>还没有选用过候选。</translation>
    </message>
    <message>
      <source>Not used at present: on your last choices this did no better than the usual order.</source>
      <translation>目前没有用上：对你最近的选择，它不比通常的顺序好。</translation>
    </message>
    <message>
      <source>Nothing yet.</source>
      <translation>还没有。</translation>
    </message>
    <message>
      <source>Nothing yet. Each choice, edit and rating of a candidate tells something, from the first one on.</source>
      <translation>还没有。从第一次起，每次选用、修改和评分都能说明一些偏好。</translation>
    </message>
    <message numerus="yes">
      <source>Of the last %n candidates that you took</source>
      <translation>
        <numerusform>在你最近选用的 %n 条候选里</numerusform>
      </translation>
    </message>
    <message>
      <source>What was noted</source>
      <translation>记下了什么</translation>
    </message>
    <message>
      <source>What you prefer</source>
      <translation>你偏好什么</translation>
    </message>
    <message>
      <source>Your candidates are ordered by this as well.</source>
      <translation>你的候选也按这些偏好排序。</translation>
    </message>
    <message>
      <source>{count} of {all}</source>
      <translation>{count} / {all}</translation>
    </message>
  </context>
  <context>
    <name>OriginList</name>
    <message>
      <source>Record {id}</source>
      <translation>条目 {id}</translation>
    </message>
    <message>
      <source>Template</source>
      <translation>模板</translation>
    </message>
    <message>
      <source>filled from the sample</source>
      <translation>由样本输入填充</translation>
    </message>
    <message>
      <source>typed by you</source>
      <translation>手工输入</translation>
    </message>
  </context>
  <context>
    <name>PairRules</name>
    <message>
      <source>Each rating over the next lower one</source>
      <translation>每条比评分低一档的好</translation>
    </message>
    <message>
      <source>Ratings at least so many stars apart</source>
      <translation>评分至少相差这么多星</translation>
    </message>
    <message>
      <source>The best rated over the worst rated</source>
      <translation>评分最高的比最低的好</translation>
    </message>
    <message>
      <source>The winner of a vote</source>
      <translation>两两比较的胜者</translation>
    </message>
    <message>
      <source>What you took over what stood above it</source>
      <translation>选用的比排在它前面的好</translation>
    </message>
    <message>
      <source>Your edit over the text before</source>
      <translation>修改后的比修改前的好</translation>
    </message>
    <message>
      <source>pairs</source>
      <translation>成对</translation>
    </message>
    <message>
      <source>text by text</source>
      <translation>逐条</translation>
    </message>
  </context>
  <context>
    <name>Panels</name>
    <message>
      <source>Not in this edition</source>
      <translation>这个版本没有这个区域</translation>
    </message>
  </context>
  <context>
    <name>PersonBar</name>
    <message>
      <source>Everything stays on this machine.</source>
      <translation>一切都留在这台电脑上。</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>使用者</translation>
    </message>
    <message>
      <source>Somebody else…</source>
      <translation>换一个人…</translation>
    </message>
  </context>
  <context>
    <name>PreferencesDialog</name>
    <message numerus="yes">
      <source>%n different pairs</source>
      <translation>
        <numerusform>%n 个不同的对</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n tasks</source>
      <translation>
        <numerusform>%n 个任务</numerusform>
      </translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Counting…</source>
      <translation>正在计数…</translation>
    </message>
    <message>
      <source>Export preferences</source>
      <translation>导出偏好</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>Learn</source>
      <translation>学习</translation>
    </message>
    <message>
      <source>Learn preferences</source>
      <translation>学习偏好</translation>
    </message>
    <message>
      <source>Least distance in stars</source>
      <translation>至少相差几星</translation>
    </message>
    <message>
      <source>Pairs of a preferred and another text, for other trainers: as pairs (DPO), or text by text (KTO).</source>
      <translation>更喜欢的文本与另一条文本，供别的训练程序使用：成对（DPO），或逐条（KTO）。</translation>
    </message>
    <message>
      <source>Pairs of all people</source>
      <translation>包括所有人的对</translation>
    </message>
    <message>
      <source>The model in use goes on learning which text you prefer (DPO). Some tasks are held out; the new model is used only if it is no worse there.</source>
      <translation>正在使用的模型接着学习你更喜欢哪条文本（DPO）。一部分任务留出来不学；只有在这些任务上不变差，才换用新模型。</translation>
    </message>
    <message>
      <source>Too few to learn from: choose, edit or rate more.</source>
      <translation>太少，还不能学习：再选用、修改或评分一些。</translation>
    </message>
    <message>
      <source>{count} held out to compare the models.</source>
      <translation>留出 {count} 对用来比较模型。</translation>
    </message>
    <message>
      <source>{pairs} of {tasks}.</source>
      <translation>{tasks}，{pairs}。</translation>
    </message>
  </context>
  <context>
    <name>PresetBar</name>
    <message>
      <source>Delete preset</source>
      <translation>删除预设</translation>
    </message>
    <message>
      <source>Name of the preset</source>
      <translation>预设名称</translation>
    </message>
    <message>
      <source>None</source>
      <translation>无</translation>
    </message>
    <message>
      <source>Preset</source>
      <translation>预设</translation>
    </message>
    <message>
      <source>Save as preset</source>
      <translation>存为预设</translation>
    </message>
    <message>
      <source>Save as preset…</source>
      <translation>存为预设…</translation>
    </message>
  </context>
  <context>
    <name>PreviewPane</name>
    <message>
      <source>Coloured</source>
      <translation>着色</translation>
    </message>
    <message>
      <source>Next task</source>
      <translation>下一个任务</translation>
    </message>
    <message>
      <source>Plain</source>
      <translation>纯文本</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>预览</translation>
    </message>
    <message>
      <source>Previous task</source>
      <translation>上一个任务</translation>
    </message>
    <message>
      <source>Slots</source>
      <translation>槽位</translation>
    </message>
    <message>
      <source>Task {number} of {count}</source>
      <translation>任务 {number}/{count}</translation>
    </message>
    <message>
      <source>The last valid preview is shown. {reason}</source>
      <translation>这是上一次有效的预览。{reason}</translation>
    </message>
    <message>
      <source>Your task</source>
      <translation>任务原文</translation>
    </message>
    <message>
      <source>{count} characters</source>
      <translation>{count} 字</translation>
    </message>
    <message>
      <source>{count} used</source>
      <translation>用到 {count} 个</translation>
    </message>
  </context>
  <context>
    <name>ProblemsList</name>
    <message numerus="yes">
      <source>%n problems</source>
      <translation>
        <numerusform>%n 个问题</numerusform>
      </translation>
    </message>
    <message>
      <source>Change to {text}</source>
      <translation>改为 {text}</translation>
    </message>
    <message>
      <source>No problems found</source>
      <translation>没有发现问题</translation>
    </message>
    <message>
      <source>Problems</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>去掉</translation>
    </message>
    <message>
      <source>line {line}, column {column}</source>
      <translation>第 {line} 行第 {column} 列</translation>
    </message>
  </context>
  <context>
    <name>ProjectFiles</name>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>Empty folder for the project</source>
      <translation>放置项目的空文件夹</translation>
    </message>
    <message>
      <source>Export project</source>
      <translation>导出项目</translation>
    </message>
    <message>
      <source>Export project to {name}</source>
      <translation>把项目导出到 {name}</translation>
    </message>
    <message>
      <source>Exported the project to {name}</source>
      <translation>已把项目导出到 {name}</translation>
    </message>
    <message>
      <source>Import project</source>
      <translation>导入项目</translation>
    </message>
    <message>
      <source>Import project {name}</source>
      <translation>导入项目 {name}</translation>
    </message>
    <message>
      <source>Imported the project {name}</source>
      <translation>已导入项目 {name}</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>项目</translation>
    </message>
  </context>
  <context>
    <name>ProposalList</name>
    <message>
      <source>No method has a proposal for this row.</source>
      <translation>没有方法给出这一行的候选。</translation>
    </message>
    <message>
      <source>Proposals</source>
      <translation>候选</translation>
    </message>
    <message>
      <source>Put into the box ({number})</source>
      <translation>放进文本框（{number}）</translation>
    </message>
    <message>
      <source>Put proposal {number} into the box: {method}, {text}</source>
      <translation>把候选 {number} 放进文本框：{method}，{text}</translation>
    </message>
    <message>
      <source>The methods are being asked…</source>
      <translation>各方法正在构建…</translation>
    </message>
  </context>
  <context>
    <name>ProposalReview</name>
    <message>
      <source>Accept all {count} shown…</source>
      <translation>接受所列全部 {count} 个…</translation>
    </message>
    <message>
      <source>Accept {count}</source>
      <translation>接受 {count} 个</translation>
    </message>
    <message>
      <source>All crawls</source>
      <translation>全部抓取</translation>
    </message>
    <message>
      <source>All kinds</source>
      <translation>全部种类</translation>
    </message>
    <message>
      <source>Crawl</source>
      <translation>抓取</translation>
    </message>
    <message>
      <source>Crawl {number}: {host}</source>
      <translation>抓取 {number}：{host}</translation>
    </message>
    <message>
      <source>Hide what the library nearly has</source>
      <translation>隐藏指令库中已有相近的</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>种类</translation>
    </message>
    <message>
      <source>Nothing waits for review</source>
      <translation>没有待审阅的片段</translation>
    </message>
    <message>
      <source>Proposals</source>
      <translation>候选片段</translation>
    </message>
    <message>
      <source>Proposals to accept: {count} · nearly in the library already: {alike}</source>
      <translation>将接受 {count} 个 · 其中 {alike} 个与指令库中的相近</translation>
    </message>
    <message>
      <source>The instruction is empty: write one.</source>
      <translation>指令为空：写一条。</translation>
    </message>
    <message>
      <source>What a crawl finds is listed here. Accept it, edit it or turn it down; only what you accept enters the library.</source>
      <translation>抓取到的片段列在这里。可以接受、编辑或拒绝；只有接受的才进入指令库。</translation>
    </message>
    <message>
      <source>nearly in the library</source>
      <translation>指令库中有相近的</translation>
    </message>
    <message>
      <source>{yes} accepted · {no} rejected · {left} wait</source>
      <translation>已接受 {yes} · 已拒绝 {no} · 待审阅 {left}</translation>
    </message>
  </context>
  <context>
    <name>ProposalView</name>
    <message>
      <source>Answer</source>
      <translation>回答</translation>
    </message>
    <message>
      <source>How-to</source>
      <translation>操作指南</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>指令</translation>
    </message>
    <message>
      <source>Open page in browser</source>
      <translation>在浏览器中打开</translation>
    </message>
    <message>
      <source>Proposal</source>
      <translation>候选片段</translation>
    </message>
    <message>
      <source>Question and answer</source>
      <translation>问答</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>步骤</translation>
    </message>
    <message>
      <source>licence {name}</source>
      <translation>许可 {name}</translation>
    </message>
    <message>
      <source>no licence found</source>
      <translation>未见许可</translation>
    </message>
    <message>
      <source>page of {date}</source>
      <translation>网页日期 {date}</translation>
    </message>
    <message>
      <source>read on {date}</source>
      <translation>读取于 {date}</translation>
    </message>
    <message>
      <source>{percent} % like #{id}: {text}</source>
      <translation>与 #{id} 相似 {percent} %：{text}</translation>
    </message>
  </context>
  <context>
    <name>QuestionRow</name>
    <message>
      <source>not answered</source>
      <translation>未答</translation>
    </message>
  </context>
  <context>
    <name>Questions</name>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>Annotate as</source>
      <translation>以谁的名义标注</translation>
    </message>
    <message>
      <source>Annotators for each row</source>
      <translation>每行标注人数</translation>
    </message>
    <message>
      <source>Another copy of this project</source>
      <translation>本项目的另一份副本</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Export annotation</source>
      <translation>导出标注</translation>
    </message>
    <message>
      <source>Export rules</source>
      <translation>导出规则</translation>
    </message>
    <message>
      <source>Export verdicts</source>
      <translation>导出评价</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>忘记</translation>
    </message>
    <message>
      <source>Forget everything</source>
      <translation>全部忘记</translation>
    </message>
    <message>
      <source>Forget everything that was learned of “{name}”?</source>
      <translation>忘记学到的“{name}”的全部习惯？</translation>
    </message>
    <message>
      <source>How many people judge each row</source>
      <translation>每行由几个人判定</translation>
    </message>
    <message>
      <source>Import rules</source>
      <translation>导入规则</translation>
    </message>
    <message>
      <source>JSON lines (*.jsonl)</source>
      <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
      <source>Name of the annotator</source>
      <translation>标注者姓名</translation>
    </message>
    <message>
      <source>Name of the person whose choices count</source>
      <translation>按谁的选择学习：名字</translation>
    </message>
    <message>
      <source>Name of the rater</source>
      <translation>评价人姓名</translation>
    </message>
    <message>
      <source>Rate as</source>
      <translation>换人评价</translation>
    </message>
    <message>
      <source>Records in the library stay.</source>
      <translation>指令库里的条目不受影响。</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Remove queue</source>
      <translation>移除队列</translation>
    </message>
    <message>
      <source>Remove set</source>
      <translation>移除标注集</translation>
    </message>
    <message>
      <source>Remove the queue “{name}”?</source>
      <translation>移除队列“{name}”？</translation>
    </message>
    <message>
      <source>Remove “{name}” with all its verdicts?</source>
      <translation>移除“{name}”和其中全部判定？</translation>
    </message>
    <message>
      <source>Rules (*.json)</source>
      <translation>规则 (*.json)</translation>
    </message>
    <message>
      <source>Rules and order are gone, your own rules too. What was noted stays in the log and is not learned from any more. Models stay.</source>
      <translation>规则和顺序都会去掉，自己添加的规则也一样。记下的内容留在日志里，不再用来学习。模型保留。</translation>
    </message>
    <message>
      <source>Somebody else</source>
      <translation>换一个人</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>表格 (*.csv)</translation>
    </message>
    <message>
      <source>Verdicts stay with their texts: a new queue finds them again.</source>
      <translation>评价留在文字上：新队列会再找到。</translation>
    </message>
  </context>
  <context>
    <name>QueuesPane</name>
    <message>
      <source>More on this queue</source>
      <translation>队列的更多操作</translation>
    </message>
    <message>
      <source>New queue</source>
      <translation>新建队列</translation>
    </message>
    <message>
      <source>Queues</source>
      <translation>队列</translation>
    </message>
    <message>
      <source>Rate as somebody else (P)</source>
      <translation>换一个人评价（P）</translation>
    </message>
    <message>
      <source>Rater: {name}</source>
      <translation>评价人：{name}</translation>
    </message>
    <message>
      <source>Rating queues</source>
      <translation>评价队列</translation>
    </message>
    <message>
      <source>{kind}, {done} of {total}</source>
      <translation>{kind}，{done} / {total}</translation>
    </message>
  </context>
  <context>
    <name>Rail</name>
    <message>
      <source>Areas</source>
      <translation>区域</translation>
    </message>
  </context>
  <context>
    <name>RailButton</name>
    <message>
      <source>news</source>
      <translation>有新结果</translation>
    </message>
  </context>
  <context>
    <name>RateCommands</name>
    <message>
      <source>Both bad</source>
      <translation>都不好</translation>
    </message>
    <message>
      <source>Give {number}</source>
      <translation>打 {number} 分</translation>
    </message>
    <message>
      <source>Go to question {number}</source>
      <translation>到第 {number} 个问题</translation>
    </message>
    <message>
      <source>Left is better</source>
      <translation>左边更好</translation>
    </message>
    <message>
      <source>New queue…</source>
      <translation>新建队列…</translation>
    </message>
    <message>
      <source>Next queue</source>
      <translation>下一个队列</translation>
    </message>
    <message>
      <source>No</source>
      <translation>否</translation>
    </message>
    <message>
      <source>Previous queue</source>
      <translation>上一个队列</translation>
    </message>
    <message>
      <source>Rate as…</source>
      <translation>换人评价…</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Right is better</source>
      <translation>右边更好</translation>
    </message>
    <message>
      <source>Show or hide samples</source>
      <translation>显示或收起样本</translation>
    </message>
    <message>
      <source>Skip for now</source>
      <translation>先跳过</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>收回</translation>
    </message>
    <message>
      <source>Tie</source>
      <translation>难分高下</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>是</translation>
    </message>
  </context>
  <context>
    <name>RateFigures</name>
    <message>
      <source>95 % interval</source>
      <translation>95 % 区间</translation>
    </message>
    <message>
      <source>A tie is half a win; votes in brackets.</source>
      <translation>难分高下算半胜；括号里是票数。</translation>
    </message>
    <message>
      <source>Agreement of raters (Krippendorff's alpha)</source>
      <translation>评价人的一致性（Krippendorff α）</translation>
    </message>
    <message>
      <source>Alpha</source>
      <translation>α</translation>
    </message>
    <message>
      <source>Both bad</source>
      <translation>都不好</translation>
    </message>
    <message>
      <source>Criterion</source>
      <translation>标准</translation>
    </message>
    <message>
      <source>Expected wins</source>
      <translation>预期胜率</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>左边</translation>
    </message>
    <message>
      <source>Lost</source>
      <translation>负</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>均值</translation>
    </message>
    <message>
      <source>Means by criterion</source>
      <translation>各标准的均值</translation>
    </message>
    <message>
      <source>Of {both} judged in both orders, {text} kept to the text and {side} to the side.</source>
      <translation>左右都评过的 {both} 次里，{text} 次认文字，{side} 次认位置。</translation>
    </message>
    <message>
      <source>Same answer</source>
      <translation>回答相同</translation>
    </message>
    <message>
      <source>Share of wins</source>
      <translation>胜率</translation>
    </message>
    <message>
      <source>Share of wins of the row over the column</source>
      <translation>行对列的胜率</translation>
    </message>
    <message>
      <source>Shared items</source>
      <translation>共评条数</translation>
    </message>
    <message>
      <source>Shares of yes</source>
      <translation>答“是”的比例</translation>
    </message>
    <message>
      <source>Side</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Side bias</source>
      <translation>位置偏好</translation>
    </message>
    <message>
      <source>Strength</source>
      <translation>强度</translation>
    </message>
    <message>
      <source>Strength is the logarithm of the Bradley-Terry weight, the mean being 0; the line is its 95 % interval. {votes} votes, {ties} ties as half wins each, {both_bad} “both bad” counted apart.</source>
      <translation>强度是 Bradley-Terry 权重的对数，均值为 0；横线是 95 % 区间。共 {votes} 票，{ties} 票难分高下各算半胜，{both_bad} 票“都不好”另计。</translation>
    </message>
    <message>
      <source>System</source>
      <translation>系统</translation>
    </message>
    <message>
      <source>Texts</source>
      <translation>文字数</translation>
    </message>
    <message>
      <source>The raters of a text are averaged first.</source>
      <translation>同一条文字先取各评价人的均值。</translation>
    </message>
    <message>
      <source>Who is better (Bradley-Terry)</source>
      <translation>谁更好（Bradley-Terry）</translation>
    </message>
    <message>
      <source>Won</source>
      <translation>胜</translation>
    </message>
    <message>
      <source>Won, tied, lost</source>
      <translation>胜、平、负</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>p against one half</source>
      <translation>对一半的 p 值</translation>
    </message>
    <message>
      <source>{criteria}: {reading}</source>
      <translation>{criteria}：{reading}</translation>
    </message>
  </context>
  <context>
    <name>RateGuide</name>
    <message>
      <source>1 or ← left, 2 or → right, 3 or T tie, 4 or B both bad. Letters choose reasons.</source>
      <translation>1 或 ← 左，2 或 → 右，3 或 T 难分高下，4 或 B 都不好。字母选理由。</translation>
    </message>
    <message>
      <source>1 to 5 answer; Tab and the arrows choose the criterion.</source>
      <translation>1 到 5 打分；Tab 与方向键换标准。</translation>
    </message>
    <message>
      <source>Answer each question with yes or no. Judge the text, not the method you think wrote it.</source>
      <translation>每个问题答是或否。只看文字，不猜它出自哪种方法。</translation>
    </message>
    <message>
      <source>Choose the instruction you would rather send for this task. Length and side do not count.</source>
      <translation>选出为这个任务更愿意发出的指令。长短与左右都不算数。</translation>
    </message>
    <message>
      <source>Give 1 to 5 for each criterion by its words, one criterion at a time.</source>
      <translation>按每个分值的说明打 1 到 5 分，一次只看一项标准。</translation>
    </message>
    <message>
      <source>Guideline</source>
      <translation>评价准则</translation>
    </message>
    <message>
      <source>Guideline and progress</source>
      <translation>准则与进度</translation>
    </message>
    <message>
      <source>Judged</source>
      <translation>已评</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>按键</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>进度</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>U or Ctrl+Z takes back, S skips, O shows samples, P changes the rater, [ and ] change the queue.</source>
      <translation>U 或 Ctrl+Z 收回，S 跳过，O 显示样本，P 换评价人，[ 与 ] 换队列。</translation>
    </message>
    <message>
      <source>What the verdicts say so far (R)</source>
      <translation>目前的评价说明什么（R）</translation>
    </message>
    <message>
      <source>Y yes, N no, 1 to 4 choose the question.</source>
      <translation>Y 是，N 否，1 到 4 选问题。</translation>
    </message>
    <message>
      <source>You: {done} of {total}</source>
      <translation>自己：{done} / {total}</translation>
    </message>
  </context>
  <context>
    <name>RatePage</name>
    <message>
      <source>Export all verdicts…</source>
      <translation>导出全部评价…</translation>
    </message>
    <message>
      <source>Export verdicts of this queue…</source>
      <translation>导出本队列的评价…</translation>
    </message>
    <message>
      <source>Merge another copy of this project…</source>
      <translation>合并本项目的另一份副本…</translation>
    </message>
    <message>
      <source>New queue…</source>
      <translation>新建队列…</translation>
    </message>
    <message>
      <source>Nothing to rate yet</source>
      <translation>还没有要评价的文字</translation>
    </message>
    <message>
      <source>Others can rate it too: P changes the rater.</source>
      <translation>别人也可以评：按 P 换评价人。</translation>
    </message>
    <message>
      <source>People rate instructions by key without knowing who wrote them: blind pairs, scales or a quick audit. Several raters, agreement and a ranking with intervals come of it.</source>
      <translation>用按键评价指令，不知道出自谁：盲比成对、打分或快速审核。可有多位评价人，得出一致性和带区间的排名。</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>评价</translation>
    </message>
    <message>
      <source>Reading queues…</source>
      <translation>正在读取队列…</translation>
    </message>
    <message>
      <source>Remove queue…</source>
      <translation>移除队列…</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Undo last verdict</source>
      <translation>撤销上一次评价</translation>
    </message>
    <message>
      <source>You have judged everything in this queue</source>
      <translation>这个队列已全部评完</translation>
    </message>
  </context>
  <context>
    <name>RateView</name>
    <message>
      <source>Come back to this at the end (S)</source>
      <translation>最后再回到这一条（S）</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>指令</translation>
    </message>
    <message>
      <source>Left text</source>
      <translation>左边</translation>
    </message>
    <message>
      <source>Right text</source>
      <translation>右边</translation>
    </message>
    <message>
      <source>Skip for now</source>
      <translation>先跳过</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>收回</translation>
    </message>
    <message>
      <source>Texts to judge</source>
      <translation>要评价的文字</translation>
    </message>
    <message>
      <source>Which instruction is better for the task?</source>
      <translation>哪条指令更适合这个任务？</translation>
    </message>
    <message>
      <source>Why? Letters choose reasons, before the verdict</source>
      <translation>为什么？先用字母选理由，再评判</translation>
    </message>
    <message>
      <source>{number} of {total}</source>
      <translation>第 {number} / {total} 条</translation>
    </message>
  </context>
  <context>
    <name>RateWords</name>
    <message>
      <source>Blind pairs</source>
      <translation>盲比成对</translation>
    </message>
    <message>
      <source>Preference</source>
      <translation>偏好</translation>
    </message>
    <message>
      <source>Quick audit</source>
      <translation>快速审核</translation>
    </message>
    <message>
      <source>Scales</source>
      <translation>打分</translation>
    </message>
    <message>
      <source>both bad</source>
      <translation>都不好</translation>
    </message>
    <message>
      <source>first is better</source>
      <translation>前者更好</translation>
    </message>
    <message>
      <source>second is better</source>
      <translation>后者更好</translation>
    </message>
    <message>
      <source>tie</source>
      <translation>难分高下</translation>
    </message>
  </context>
  <context>
    <name>RecordDeeds</name>
    <message>
      <source>Tag</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>Tags to add to {count}, with commas between; −name takes one away</source>
      <translation>给 {count}添加的标签，以逗号分隔；写 −名称 则去掉</translation>
    </message>
  </context>
  <context>
    <name>RecordFields</name>
    <message>
      <source>archive mark</source>
      <translation>归档标记</translation>
    </message>
    <message>
      <source>conditions</source>
      <translation>条件</translation>
    </message>
    <message>
      <source>constraints</source>
      <translation>约束</translation>
    </message>
    <message>
      <source>earlier turns</source>
      <translation>之前的对话</translation>
    </message>
    <message>
      <source>first input and output</source>
      <translation>首个输入和输出</translation>
    </message>
    <message>
      <source>first output</source>
      <translation>首个输出</translation>
    </message>
    <message>
      <source>further samples</source>
      <translation>其余样本</translation>
    </message>
    <message>
      <source>halves of characters</source>
      <translation>残缺字符</translation>
    </message>
    <message>
      <source>input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>input apart from the instruction</source>
      <translation>独立于指令的输入</translation>
    </message>
    <message>
      <source>input language</source>
      <translation>输入语言</translation>
    </message>
    <message>
      <source>instruction</source>
      <translation>指令</translation>
    </message>
    <message>
      <source>keywords</source>
      <translation>关键词</translation>
    </message>
    <message>
      <source>language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>languages</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>licence</source>
      <translation>许可</translation>
    </message>
    <message>
      <source>method</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>output language</source>
      <translation>输出语言</translation>
    </message>
    <message>
      <source>pair of languages</source>
      <translation>中英对照</translation>
    </message>
    <message>
      <source>parent</source>
      <translation>上级条目</translation>
    </message>
    <message>
      <source>pattern</source>
      <translation>模板文字</translation>
    </message>
    <message>
      <source>priority</source>
      <translation>优先级</translation>
    </message>
    <message>
      <source>samples</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>slots</source>
      <translation>槽位</translation>
    </message>
    <message>
      <source>source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>system message</source>
      <translation>系统消息</translation>
    </message>
    <message>
      <source>tags</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>task description</source>
      <translation>任务描述</translation>
    </message>
    <message>
      <source>task type</source>
      <translation>任务类型</translation>
    </message>
    <message>
      <source>time of change</source>
      <translation>修改时间</translation>
    </message>
    <message>
      <source>time of creation</source>
      <translation>创建时间</translation>
    </message>
    <message>
      <source>times</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>title</source>
      <translation>标题</translation>
    </message>
    <message>
      <source>unknown fields</source>
      <translation>未知字段</translation>
    </message>
    <message>
      <source>version</source>
      <translation>版本</translation>
    </message>
  </context>
  <context>
    <name>RecordForm</name>
    <message>
      <source>Constraints</source>
      <translation>约束</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>创建时间</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>详情</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>指令</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>许可</translation>
    </message>
    <message>
      <source>One in each line</source>
      <translation>每行一条</translation>
    </message>
    <message>
      <source>Parent</source>
      <translation>上级条目</translation>
    </message>
    <message>
      <source>Record {id}</source>
      <translation>条目 {id}</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>Task description</source>
      <translation>任务描述</translation>
    </message>
    <message>
      <source>Task type</source>
      <translation>任务类型</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>标题</translation>
    </message>
    <message>
      <source>{count} characters</source>
      <translation>{count} 字</translation>
    </message>
    <message>
      <source>{count} words</source>
      <translation>{count} 词</translation>
    </message>
  </context>
  <context>
    <name>RecordPane</name>
    <message>
      <source>Choose a row to read and edit its record.</source>
      <translation>选中一行，查看和编辑条目。</translation>
    </message>
    <message>
      <source>Copy instruction</source>
      <translation>复制指令</translation>
    </message>
    <message>
      <source>Editing…</source>
      <translation>编辑中…</translation>
    </message>
    <message>
      <source>Instruction copied</source>
      <translation>已复制指令</translation>
    </message>
    <message>
      <source>More</source>
      <translation>更多</translation>
    </message>
    <message>
      <source>New record</source>
      <translation>新建条目</translation>
    </message>
    <message>
      <source>No record chosen</source>
      <translation>没有选中条目</translation>
    </message>
    <message>
      <source>Not saved: the instruction is empty</source>
      <translation>未保存：指令是空的</translation>
    </message>
    <message>
      <source>Not stored yet</source>
      <translation>尚未保存</translation>
    </message>
    <message>
      <source>Rating</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Record</source>
      <translation>条目</translation>
    </message>
    <message>
      <source>Record {id}</source>
      <translation>条目 {id}</translation>
    </message>
    <message>
      <source>Saved</source>
      <translation>已保存</translation>
    </message>
    <message>
      <source>Saved {time}</source>
      <translation>{time}已保存</translation>
    </message>
    <message>
      <source>Saving…</source>
      <translation>正在保存…</translation>
    </message>
    <message>
      <source>version {count}</source>
      <translation>版本 {count}</translation>
    </message>
  </context>
  <context>
    <name>RecordTable</name>
    <message>
      <source>{row} of {count}</source>
      <translation>{row}/{count}</translation>
    </message>
  </context>
  <context>
    <name>RecordTableModel</name>
    <message>
      <source>From</source>
      <translation>来自</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>指令</translation>
    </message>
    <message>
      <source>Lang</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Modified</source>
      <translation>修改时间</translation>
    </message>
    <message>
      <source>Rating</source>
      <translation>评分</translation>
    </message>
  </context>
  <context>
    <name>ResultsPane</name>
    <message>
      <source>By example</source>
      <translation>按样本找</translation>
    </message>
    <message>
      <source>Clear search and filters</source>
      <translation>清除搜索和筛选</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>创建时间</translation>
    </message>
    <message>
      <source>Find the instructions that others used for such a sample ({key})</source>
      <translation>查找别人对这类样本所用的指令（{key}）</translation>
    </message>
    <message>
      <source>Modified</source>
      <translation>修改时间</translation>
    </message>
    <message>
      <source>No record has samples like this one.</source>
      <translation>没有条目的样本与此相似。</translation>
    </message>
    <message>
      <source>No record has these filters.</source>
      <translation>没有条目符合这些筛选。</translation>
    </message>
    <message>
      <source>No record matches</source>
      <translation>没有找到条目</translation>
    </message>
    <message>
      <source>No records yet</source>
      <translation>还没有条目</translation>
    </message>
    <message>
      <source>Nothing has “{words}” with these filters.</source>
      <translation>在这些筛选下没有“{words}”。</translation>
    </message>
    <message>
      <source>Nothing has “{words}”.</source>
      <translation>没有条目含有“{words}”。</translation>
    </message>
    <message>
      <source>Records</source>
      <translation>条目</translation>
    </message>
    <message>
      <source>Relevance</source>
      <translation>相关程度</translation>
    </message>
    <message>
      <source>Searching</source>
      <translation>正在搜索</translation>
    </message>
    <message>
      <source>The newest {count} changes are not searchable yet.</source>
      <translation>最新的 {count} 处改动还搜不到。</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>标题</translation>
    </message>
    <message>
      <source>What you archive is kept here.</source>
      <translation>归档的条目放在这里。</translation>
    </message>
    <message>
      <source>Write one, import a file or drop it here, or save what you construct.</source>
      <translation>写一条，导入文件或拖到这里，或保存构建的指令。</translation>
    </message>
    <message>
      <source>{count} of {all} records</source>
      <translation>{count}/{all} 条</translation>
    </message>
    <message>
      <source>{count} records</source>
      <translation>{count} 条</translation>
    </message>
    <message>
      <source>{count} records with samples like this one</source>
      <translation>{count} 条的样本与此相似</translation>
    </message>
    <message>
      <source>{count} similar</source>
      <translation>{count} 条相似</translation>
    </message>
    <message>
      <source>{count} similar records: none has all the words</source>
      <translation>{count} 条相似记录：没有一条含有全部词语</translation>
    </message>
  </context>
  <context>
    <name>ResultsView</name>
    <message numerus="yes">
      <source>%n times two systems wrote the same</source>
      <translation>
        <numerusform>两个系统写得一样的有 %n 次</numerusform>
      </translation>
    </message>
    <message>
      <source>Back to rating</source>
      <translation>回到评价</translation>
    </message>
    <message>
      <source>Back to rating (R)</source>
      <translation>回到评价（R）</translation>
    </message>
    <message>
      <source>Counting verdicts…</source>
      <translation>正在统计评价…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Nobody has judged anything yet.</source>
      <translation>还没有人评过。</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Results of “{name}”</source>
      <translation>“{name}”的结果</translation>
    </message>
    <message>
      <source>The rule says whether to go on asking. It is no proof: whoever looks again and again sees a winner by chance sooner or later.</source>
      <translation>这条规则只说该不该再评下去，并不是证明：反复查看的人，迟早会碰巧看到赢家。</translation>
    </message>
    <message>
      <source>Write all verdicts of this queue to a file</source>
      <translation>把本队列的全部评价写入文件</translation>
    </message>
  </context>
  <context>
    <name>ReviewCommands</name>
    <message>
      <source>Accept</source>
      <translation>接受</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>Next proposal</source>
      <translation>下一个</translation>
    </message>
    <message>
      <source>Previous proposal</source>
      <translation>上一个</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>拒绝</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
  </context>
  <context>
    <name>ReviewDesk</name>
    <message>
      <source>Compare with the library</source>
      <translation>与指令库比对</translation>
    </message>
    <message>
      <source>Read proposals</source>
      <translation>读取候选片段</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>审阅</translation>
    </message>
  </context>
  <context>
    <name>RowCommands</name>
    <message>
      <source>Accept and next</source>
      <translation>接受并看下一行</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>Next row</source>
      <translation>下一行</translation>
    </message>
    <message>
      <source>Previous row</source>
      <translation>上一行</translation>
    </message>
    <message>
      <source>Put proposal {number} into the box</source>
      <translation>把候选 {number} 放进文本框</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>不采用</translation>
    </message>
    <message>
      <source>Show or hide samples</source>
      <translation>展开或收起样本</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>跳过</translation>
    </message>
    <message>
      <source>Undo last verdict</source>
      <translation>撤销上一个判定</translation>
    </message>
  </context>
  <context>
    <name>RowDelegate</name>
    <message>
      <source>Similar</source>
      <translation>相似</translation>
    </message>
  </context>
  <context>
    <name>RowDetail</name>
    <message>
      <source>Beside the reference that is nearest: underlined is only in the text, struck out only in the reference.</source>
      <translation>与最接近的参考指令对照：下划线为只在这条文本里有，删除线为只在参考里有。</translation>
    </message>
    <message>
      <source>No answer</source>
      <translation>没有答案</translation>
    </message>
    <message>
      <source>Reference</source>
      <translation>参考指令</translation>
    </message>
    <message>
      <source>Reference {number}</source>
      <translation>参考指令 {number}</translation>
    </message>
    <message>
      <source>Row</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Row {number}</source>
      <translation>第 {number} 行</translation>
    </message>
    <message>
      <source>Scores of this row</source>
      <translation>这一行的得分</translation>
    </message>
    <message>
      <source>Texts</source>
      <translation>文本</translation>
    </message>
  </context>
  <context>
    <name>RowView</name>
    <message>
      <source>Accept</source>
      <translation>接受</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>Esc leaves the box, Ctrl+Enter goes on</source>
      <translation>Esc 离开文本框，Ctrl+Enter 看下一行</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>指令</translation>
    </message>
    <message>
      <source>Keep edit</source>
      <translation>保留修改</translation>
    </message>
    <message>
      <source>Leave this row to others (S)</source>
      <translation>把这一行留给别人（S）</translation>
    </message>
    <message>
      <source>Next row</source>
      <translation>下一行</translation>
    </message>
    <message>
      <source>No instruction fits this row (R)</source>
      <translation>这一行写不出合适的指令（R）</translation>
    </message>
    <message>
      <source>Previous row</source>
      <translation>上一行</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>不采用</translation>
    </message>
    <message>
      <source>Row to annotate</source>
      <translation>要标注的行</translation>
    </message>
    <message>
      <source>Row {number} of {total}</source>
      <translation>第 {number} 行，共 {total} 行</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>跳过</translation>
    </message>
    <message>
      <source>Undo last verdict</source>
      <translation>撤销上一个判定</translation>
    </message>
    <message>
      <source>Write the instruction for this row</source>
      <translation>为这一行写指令</translation>
    </message>
    <message>
      <source>You accepted a proposal</source>
      <translation>你接受了候选</translation>
    </message>
    <message>
      <source>You rejected this row</source>
      <translation>你没有采用这一行</translation>
    </message>
    <message>
      <source>You skipped this row</source>
      <translation>你跳过了这一行</translation>
    </message>
    <message>
      <source>You wrote this text</source>
      <translation>这是你写的</translation>
    </message>
    <message>
      <source>{name} and go on (Enter, Ctrl+Enter)</source>
      <translation>{name}并看下一行（Enter、Ctrl+Enter）</translation>
    </message>
  </context>
  <context>
    <name>RowsView</name>
    <message>
      <source>Best first</source>
      <translation>好的在前</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>No answer</source>
      <translation>没有答案</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>顺序</translation>
    </message>
    <message>
      <source>Order of the file</source>
      <translation>文件中的顺序</translation>
    </message>
    <message>
      <source>Order of the rows</source>
      <translation>行的排序依据</translation>
    </message>
    <message>
      <source>Row {number}</source>
      <translation>第 {number} 行</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Worst first</source>
      <translation>差的在前</translation>
    </message>
    <message>
      <source>{shown} of {total} rows</source>
      <translation>已列出 {shown} 行，共 {total} 行</translation>
    </message>
  </context>
  <context>
    <name>RuleForm</name>
    <message>
      <source>A rule of your own</source>
      <translation>自己的规则</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>添加</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Kind of rule</source>
      <translation>规则种类</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
  </context>
  <context>
    <name>RuleNames</name>
    <message>
      <source>Before the input</source>
      <translation>输入之前</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>中文</translation>
    </message>
    <message>
      <source>Colon</source>
      <translation>冒号</translation>
    </message>
    <message>
      <source>English</source>
      <translation>英文</translation>
    </message>
    <message>
      <source>Every language</source>
      <translation>所有语言</translation>
    </message>
    <message>
      <source>Full stop</source>
      <translation>句号</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>长度</translation>
    </message>
    <message>
      <source>Long</source>
      <translation>长</translation>
    </message>
    <message>
      <source>Place of the output</source>
      <translation>输出放在哪里</translation>
    </message>
    <message>
      <source>Politeness</source>
      <translation>礼貌用语</translation>
    </message>
    <message>
      <source>Said first</source>
      <translation>最先说</translation>
    </message>
    <message>
      <source>Said last</source>
      <translation>最后说</translation>
    </message>
    <message>
      <source>Short</source>
      <translation>短</translation>
    </message>
    <message>
      <source>With “please”</source>
      <translation>用敬语</translation>
    </message>
    <message>
      <source>Without “please”</source>
      <translation>不用敬语</translation>
    </message>
    <message>
      <source>Word for another</source>
      <translation>换词</translation>
    </message>
    <message>
      <source>Words to add</source>
      <translation>加上的话</translation>
    </message>
    <message>
      <source>as first sentence</source>
      <translation>作为第一句</translation>
    </message>
    <message>
      <source>as first words</source>
      <translation>放在最前面</translation>
    </message>
    <message>
      <source>at the end</source>
      <translation>放在最后</translation>
    </message>
    <message>
      <source>behind the first sentence</source>
      <translation>放在第一句后面</translation>
    </message>
    <message>
      <source>changed by you</source>
      <translation>你改过</translation>
    </message>
    <message>
      <source>in {seen} of {of} texts</source>
      <translation>{of} 条中 {seen} 条</translation>
    </message>
    <message>
      <source>learned</source>
      <translation>学到的</translation>
    </message>
    <message>
      <source>your own</source>
      <translation>自己的</translation>
    </message>
  </context>
  <context>
    <name>RuleRow</name>
    <message>
      <source>As it was learned</source>
      <translation>恢复学到的</translation>
    </message>
    <message>
      <source>On or off</source>
      <translation>开或关</translation>
    </message>
    <message>
      <source>Remove this rule</source>
      <translation>移除这条规则</translation>
    </message>
  </context>
  <context>
    <name>RuleValue</name>
    <message>
      <source>About how long</source>
      <translation>大约多长</translation>
    </message>
    <message>
      <source>The word it stands for</source>
      <translation>原来的词</translation>
    </message>
    <message>
      <source>The word you write</source>
      <translation>你用的词</translation>
    </message>
    <message>
      <source>The words you add</source>
      <translation>你加上的话</translation>
    </message>
    <message>
      <source>What you want</source>
      <translation>想要什么</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>放在哪里</translation>
    </message>
    <message>
      <source>characters</source>
      <translation>字</translation>
    </message>
    <message>
      <source>for</source>
      <translation>代替</translation>
    </message>
    <message>
      <source>nothing: take it out</source>
      <translation>留空：去掉</translation>
    </message>
    <message>
      <source>the usual word</source>
      <translation>原来的词</translation>
    </message>
    <message>
      <source>the words you add</source>
      <translation>加上的话</translation>
    </message>
    <message>
      <source>words</source>
      <translation>词</translation>
    </message>
  </context>
  <context>
    <name>Rules</name>
    <message>
      <source>A cell is too long</source>
      <translation>单元格过长</translation>
    </message>
    <message>
      <source>A comma is missing</source>
      <translation>缺少逗号</translation>
    </message>
    <message>
      <source>A fence is never closed</source>
      <translation>围栏没有结束</translation>
    </message>
    <message>
      <source>A key is given twice</source>
      <translation>键重复</translation>
    </message>
    <message>
      <source>A list in place of a text</source>
      <translation>应为文本，却是列表</translation>
    </message>
    <message>
      <source>A quotation is never closed</source>
      <translation>引号没有结束</translation>
    </message>
    <message>
      <source>A sample is no object</source>
      <translation>样本不是对象</translation>
    </message>
    <message>
      <source>A value is no list</source>
      <translation>值不是列表</translation>
    </message>
    <message>
      <source>A value is no number</source>
      <translation>值不是数字</translation>
    </message>
    <message>
      <source>A value is no text</source>
      <translation>值不是文本</translation>
    </message>
    <message>
      <source>Another kind of row</source>
      <translation>行的种类不符</translation>
    </message>
    <message>
      <source>Another licence</source>
      <translation>许可不符</translation>
    </message>
    <message>
      <source>Broken character</source>
      <translation>字符损坏</translation>
    </message>
    <message>
      <source>Byte order mark</source>
      <translation>字节顺序标记</translation>
    </message>
    <message>
      <source>Cannot be written</source>
      <translation>无法写出</translation>
    </message>
    <message>
      <source>Cells and header differ</source>
      <translation>单元格数与表头不符</translation>
    </message>
    <message>
      <source>Choices made from the data</source>
      <translation>选项由数据生成</translation>
    </message>
    <message>
      <source>Earlier turns are no pairs</source>
      <translation>之前的对话不成对</translation>
    </message>
    <message>
      <source>Empty instruction</source>
      <translation>指令为空</translation>
    </message>
    <message>
      <source>Empty template</source>
      <translation>模板为空</translation>
    </message>
    <message>
      <source>Invalid JSON</source>
      <translation>JSON 无效</translation>
    </message>
    <message>
      <source>Invalid YAML</source>
      <translation>YAML 无效</translation>
    </message>
    <message>
      <source>Irregular turns</source>
      <translation>轮次不规则</translation>
    </message>
    <message>
      <source>Known with other fields</source>
      <translation>已有，但附带字段不同</translation>
    </message>
    <message>
      <source>LLaMA-Factory does not see it</source>
      <translation>LLaMA-Factory 看不到</translation>
    </message>
    <message>
      <source>LLaMA-Factory skips: judgement</source>
      <translation>LLaMA-Factory 跳过：评判</translation>
    </message>
    <message>
      <source>LLaMA-Factory skips: last turn</source>
      <translation>LLaMA-Factory 跳过：末轮</translation>
    </message>
    <message>
      <source>LLaMA-Factory skips: no answer</source>
      <translation>LLaMA-Factory 跳过：无回答</translation>
    </message>
    <message>
      <source>LLaMA-Factory skips: no choice</source>
      <translation>LLaMA-Factory 跳过：无可选</translation>
    </message>
    <message>
      <source>LLaMA-Factory skips: order of roles</source>
      <translation>LLaMA-Factory 跳过：角色顺序</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>不保留</translation>
    </message>
    <message>
      <source>Line break within a text</source>
      <translation>文本中有换行</translation>
    </message>
    <message>
      <source>Many instances</source>
      <translation>样本很多</translation>
    </message>
    <message>
      <source>Mended</source>
      <translation>已修复</translation>
    </message>
    <message>
      <source>Missing in one language</source>
      <translation>缺一种语言</translation>
    </message>
    <message>
      <source>No answer</source>
      <translation>没有回答</translation>
    </message>
    <message>
      <source>No instruction</source>
      <translation>没有指令</translation>
    </message>
    <message>
      <source>No judgement</source>
      <translation>没有评判</translation>
    </message>
    <message>
      <source>No turn of a user</source>
      <translation>没有用户轮次</translation>
    </message>
    <message>
      <source>No turns</source>
      <translation>没有轮次</translation>
    </message>
    <message>
      <source>Not in UTF-8</source>
      <translation>不是 UTF-8</translation>
    </message>
    <message>
      <source>Only noted</source>
      <translation>仅提示</translation>
    </message>
    <message>
      <source>Says the same as an earlier row</source>
      <translation>与前面的行重复</translation>
    </message>
    <message>
      <source>Several answers</source>
      <translation>多个回答</translation>
    </message>
    <message>
      <source>Several messages</source>
      <translation>多条消息</translation>
    </message>
    <message>
      <source>Something else</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>The file is cut off</source>
      <translation>文件被截断</translation>
    </message>
    <message>
      <source>The row cannot be read</source>
      <translation>行无法读取</translation>
    </message>
    <message>
      <source>The row is no object</source>
      <translation>行不是对象</translation>
    </message>
    <message>
      <source>The template writes the answer</source>
      <translation>模板写出回答</translation>
    </message>
    <message>
      <source>Unclear judgement</source>
      <translation>评判不明</translation>
    </message>
    <message>
      <source>Wrong entry for LLaMA-Factory</source>
      <translation>LLaMA-Factory 条目有误</translation>
    </message>
  </context>
  <context>
    <name>RulesView</name>
    <message numerus="yes">
      <source>%n rules in force</source>
      <translation>
        <numerusform>%n 条规则生效</numerusform>
      </translation>
    </message>
    <message>
      <source>Add a rule</source>
      <translation>添加规则</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>How you write</source>
      <translation>你怎么写</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>导入…</translation>
    </message>
    <message>
      <source>No rule yet. A change that you make to several candidates becomes one.</source>
      <translation>还没有规则。对几条候选做同样的修改，就会成为规则。</translation>
    </message>
    <message>
      <source>Rules in force choose and fill templates, reword what is found, and steer what the model writes.</source>
      <translation>生效的规则用来挑选和填写模板、改写检索到的指令、引导模型生成。</translation>
    </message>
    <message>
      <source>Take rules from a file as your own</source>
      <translation>把文件里的规则当作自己的</translation>
    </message>
    <message>
      <source>Write the rules to a file (JSON)</source>
      <translation>把规则写进文件（JSON）</translation>
    </message>
  </context>
  <context>
    <name>RunView</name>
    <message>
      <source>Curves and checkpoints are kept.</source>
      <translation>曲线和检查点都保留着。</translation>
    </message>
    <message>
      <source>Preparing data</source>
      <translation>正在准备数据</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>正在开始…</translation>
    </message>
    <message>
      <source>Stop and keep</source>
      <translation>停止并保留</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>正在停止…</translation>
    </message>
    <message>
      <source>The run failed.</source>
      <translation>训练失败。</translation>
    </message>
  </context>
  <context>
    <name>RunWords</name>
    <message>
      <source>16 bit (bfloat16)</source>
      <translation>16 位（bfloat16）</translation>
    </message>
    <message>
      <source>32 bit</source>
      <translation>32 位</translation>
    </message>
    <message>
      <source>Attention</source>
      <translation>注意力</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>Base</source>
      <translation>中等</translation>
    </message>
    <message>
      <source>CPU</source>
      <translation>CPU</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>失败</translation>
    </message>
    <message>
      <source>GPU</source>
      <translation>GPU</translation>
    </message>
    <message>
      <source>Large</source>
      <translation>大型</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <source>Prototypes</source>
      <translation>范例</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>原始（Seed）</translation>
    </message>
    <message>
      <source>Seq2seq</source>
      <translation>Seq2seq</translation>
    </message>
    <message>
      <source>Small</source>
      <translation>小型</translation>
    </message>
    <message>
      <source>Tiny</source>
      <translation>微型</translation>
    </message>
    <message>
      <source>Transformer</source>
      <translation>Transformer</translation>
    </message>
    <message>
      <source>also reads the nearest instructions, and copies from them</source>
      <translation>还会读最相近的指令，并从中复制</translation>
    </message>
    <message>
      <source>looks back at the task for each word</source>
      <translation>写每个词时回看任务</translation>
    </message>
    <message>
      <source>remembers the task in one vector; the simplest</source>
      <translation>用一个向量记住任务，最简单</translation>
    </message>
    <message>
      <source>the first equations with attention; simple and slow</source>
      <translation>最初的注意力公式，简单而慢</translation>
    </message>
    <message>
      <source>the larger kind: wants more data and time</source>
      <translation>更大的一类，需要更多数据和时间</translation>
    </message>
    <message>
      <source>writes its own words, or copies them from the task</source>
      <translation>自己写词，或从任务中复制</translation>
    </message>
    <message>
      <source>{state}, step {step}</source>
      <translation>{state}，第 {step} 步</translation>
    </message>
  </context>
  <context>
    <name>RunsPane</name>
    <message>
      <source>Batch</source>
      <translation>批大小</translation>
    </message>
    <message>
      <source>Begun from</source>
      <translation>起点</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>Fresh weights</source>
      <translation>全新权重</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>学习率</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>New run</source>
      <translation>新的训练</translation>
    </message>
    <message>
      <source>Pairs</source>
      <translation>训练对</translation>
    </message>
    <message>
      <source>Runs</source>
      <translation>训练记录</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Sizes</source>
      <translation>规模</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>{count} tokens</source>
      <translation>{count} 个词元</translation>
    </message>
  </context>
  <context>
    <name>SampleTabs</name>
    <message>
      <source>Add a sample</source>
      <translation>添加样本</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>Remove this sample</source>
      <translation>去掉这个样本</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>Samples</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>What it should answer</source>
      <translation>模型应当给出的回答</translation>
    </message>
    <message>
      <source>What the model is given</source>
      <translation>交给模型的内容</translation>
    </message>
  </context>
  <context>
    <name>SamplesEditor</name>
    <message>
      <source>Add a sample</source>
      <translation>添加样本</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>Remove this sample</source>
      <translation>去掉这个样本</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>Sample {part}</source>
      <translation>样本{part}</translation>
    </message>
  </context>
  <context>
    <name>SamplesPane</name>
    <message>
      <source>Next samples</source>
      <translation>下一组样本</translation>
    </message>
    <message>
      <source>Previous samples</source>
      <translation>上一组样本</translation>
    </message>
    <message>
      <source>Samples</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>Samples at step {step}</source>
      <translation>第 {step} 步的样本</translation>
    </message>
    <message>
      <source>What the model writes appears with the next validation.</source>
      <translation>下一次验证后显示模型写出的内容。</translation>
    </message>
    <message>
      <source>{first} to {last} of {count}</source>
      <translation>第 {first} 到 {last} 个，共 {count} 个</translation>
    </message>
  </context>
  <context>
    <name>SavedSearches</name>
    <message>
      <source>Name of the search</source>
      <translation>搜索的名称</translation>
    </message>
    <message>
      <source>Save search</source>
      <translation>存下搜索</translation>
    </message>
  </context>
  <context>
    <name>ScopeChoice</name>
    <message>
      <source>All {count} records</source>
      <translation>全部 {count} 条</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>搜索</translation>
    </message>
    <message>
      <source>The {count} records found</source>
      <translation>找到的 {count} 条</translation>
    </message>
    <message>
      <source>The {count} selected records</source>
      <translation>选中的 {count} 条</translation>
    </message>
    <message>
      <source>What this search finds</source>
      <translation>按搜索选取</translation>
    </message>
  </context>
  <context>
    <name>ScoreModel</name>
    <message>
      <source>Not measured</source>
      <translation>没有测量</translation>
    </message>
  </context>
  <context>
    <name>ScoreRunsPane</name>
    <message>
      <source>Evaluation runs</source>
      <translation>评测记录</translation>
    </message>
    <message>
      <source>More on this run</source>
      <translation>对这次评测的更多操作</translation>
    </message>
    <message>
      <source>New run</source>
      <translation>新评测</translation>
    </message>
    <message>
      <source>Runs</source>
      <translation>评测</translation>
    </message>
    <message>
      <source>Under way</source>
      <translation>进行中</translation>
    </message>
  </context>
  <context>
    <name>Scores</name>
    <message>
      <source>95 % interval {low} to {high}, {count} rows</source>
      <translation>95% 区间 {low} 至 {high}，{count} 行</translation>
    </message>
    <message>
      <source>All rows</source>
      <translation>全部行</translation>
    </message>
    <message>
      <source>All texts at once: {value}</source>
      <translation>全部文本一起算：{value}</translation>
    </message>
    <message>
      <source>All texts of a method together</source>
      <translation>看一种方法的全部文本</translation>
    </message>
    <message>
      <source>Answered</source>
      <translation>给出答案</translation>
    </message>
    <message>
      <source>Beside what people wrote</source>
      <translation>与人写的指令对照</translation>
    </message>
    <message>
      <source>Beside “{baseline}”</source>
      <translation>对比“{baseline}”</translation>
    </message>
    <message>
      <source>Can be checked</source>
      <translation>可核验</translation>
    </message>
    <message>
      <source>Copies the input</source>
      <translation>照抄输入</translation>
    </message>
    <message>
      <source>Different word pairs</source>
      <translation>二元词多样性</translation>
    </message>
    <message>
      <source>Different words</source>
      <translation>用词多样性</translation>
    </message>
    <message>
      <source>Editing left to do</source>
      <translation>仍需修改</translation>
    </message>
    <message>
      <source>Exact match</source>
      <translation>完全一致</translation>
    </message>
    <message>
      <source>First candidate</source>
      <translation>首条候选</translation>
    </message>
    <message>
      <source>From the library</source>
      <translation>取自指令库</translation>
    </message>
    <message>
      <source>Gives the answer away</source>
      <translation>泄露答案</translation>
    </message>
    <message>
      <source>Likelihood</source>
      <translation>模型似然</translation>
    </message>
    <message>
      <source>Nearest record</source>
      <translation>最近条目</translation>
    </message>
    <message>
      <source>Normalised match</source>
      <translation>归一后一致</translation>
    </message>
    <message>
      <source>Says all that is needed</source>
      <translation>要素齐全</translation>
    </message>
    <message>
      <source>Sound opening</source>
      <translation>开头语法</translation>
    </message>
    <message>
      <source>The text and its task</source>
      <translation>看文本与任务</translation>
    </message>
    <message>
      <source>action</source>
      <translation>动作</translation>
    </message>
    <message>
      <source>beginning and end</source>
      <translation>首尾</translation>
    </message>
    <message>
      <source>better</source>
      <translation>更好</translation>
    </message>
    <message>
      <source>case</source>
      <translation>大小写</translation>
    </message>
    <message>
      <source>choice</source>
      <translation>选项</translation>
    </message>
    <message>
      <source>constraint</source>
      <translation>约束</translation>
    </message>
    <message>
      <source>format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>higher is better</source>
      <translation>越高越好</translation>
    </message>
    <message>
      <source>input form</source>
      <translation>输入形式</translation>
    </message>
    <message>
      <source>language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>length demands</source>
      <translation>长度要求</translation>
    </message>
    <message>
      <source>lower is better</source>
      <translation>越低越好</translation>
    </message>
    <message>
      <source>may be luck</source>
      <translation>可能是偶然</translation>
    </message>
    <message>
      <source>number of items</source>
      <translation>条数</translation>
    </message>
    <message>
      <source>object</source>
      <translation>对象</translation>
    </message>
    <message>
      <source>output form</source>
      <translation>输出形式</translation>
    </message>
    <message>
      <source>words to use</source>
      <translation>用词</translation>
    </message>
    <message>
      <source>worse</source>
      <translation>更差</translation>
    </message>
    <message>
      <source>{count} rows in both</source>
      <translation>两次共有 {count} 行</translation>
    </message>
    <message>
      <source>{mean} ({low} to {high}), {verdict}, p = {p}</source>
      <translation>{mean}（{low} 至 {high}），{verdict}，p = {p}</translation>
    </message>
  </context>
  <context>
    <name>ScoresCommands</name>
    <message>
      <source>Compare with another run</source>
      <translation>与另一次评测比较</translation>
    </message>
    <message>
      <source>Export scores of all runs…</source>
      <translation>导出全部评测的得分…</translation>
    </message>
    <message>
      <source>Export scores of this run…</source>
      <translation>导出这次评测的得分…</translation>
    </message>
    <message>
      <source>New evaluation…</source>
      <translation>新建评测…</translation>
    </message>
    <message>
      <source>Next row</source>
      <translation>下一行</translation>
    </message>
    <message>
      <source>Previous row</source>
      <translation>上一行</translation>
    </message>
    <message>
      <source>Remove run…</source>
      <translation>删除这次评测…</translation>
    </message>
    <message>
      <source>Rename run…</source>
      <translation>重命名评测…</translation>
    </message>
    <message>
      <source>Show or hide samples</source>
      <translation>显示或隐藏样本</translation>
    </message>
    <message>
      <source>Show parts of metrics</source>
      <translation>显示指标的分项</translation>
    </message>
    <message>
      <source>Show the rows</source>
      <translation>查看各行</translation>
    </message>
    <message>
      <source>Show the table</source>
      <translation>查看表格</translation>
    </message>
  </context>
  <context>
    <name>ScoresForm</name>
    <message>
      <source>A baseline: always asked</source>
      <translation>基线：总是参加</translation>
    </message>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Another evaluation is under way</source>
      <translation>另一次评测正在进行</translation>
    </message>
    <message>
      <source>At most so many rows</source>
      <translation>最多行数</translation>
    </message>
    <message>
      <source>Both</source>
      <translation>都要</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Choose file…</source>
      <translation>选择文件…</translation>
    </message>
    <message>
      <source>Each row has a task (“task_description”, “input” and “output”, or “examples”) and the “instruction” that people wrote, or a list of “references”; any format that can be imported does as well. No row finds itself in the library.</source>
      <translation>每行有一个任务（“task_description”、“input” 和 “output”，或 “examples”）和人写的 “instruction”，也可以是 “references” 列表；凡能导入的格式都可以。任何一行都不会在指令库里找到自己。</translation>
    </message>
    <message>
      <source>Evaluate</source>
      <translation>开始评测</translation>
    </message>
    <message>
      <source>From a file</source>
      <translation>取自文件</translation>
    </message>
    <message>
      <source>From the library</source>
      <translation>取自指令库</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Methods</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>Metrics</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>New run</source>
      <translation>新评测</translation>
    </message>
    <message>
      <source>No file is chosen; it can be dropped here.</source>
      <translation>还没有选择文件，也可以拖到这里。</translation>
    </message>
    <message>
      <source>Only some</source>
      <translation>只要部分</translation>
    </message>
    <message>
      <source>Records</source>
      <translation>条目数</translation>
    </message>
    <message>
      <source>Records that have a description or samples, drawn by chance. They and all that was made from them are left out while the methods are asked.</source>
      <translation>随机抽取有描述或样本的条目。提问各方法时，这些条目和由它们衍生的条目都不参与检索。</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Rows to evaluate on</source>
      <translation>用于评测的行</translation>
    </message>
  </context>
  <context>
    <name>ScoresPage</name>
    <message>
      <source>Choose a file…</source>
      <translation>选择文件…</translation>
    </message>
    <message>
      <source>Evaluate on {count} records of the library</source>
      <translation>用指令库的 {count} 条评测</translation>
    </message>
    <message>
      <source>Evaluating asks every method for tasks whose instruction people have written already, and scores what they say by automatic metrics, beside two baselines.</source>
      <translation>评测让每种方法回答人已写好指令的任务，用自动指标给结果打分，并与两个基线对照。</translation>
    </message>
    <message>
      <source>Evaluating…</source>
      <translation>正在评测…</translation>
    </message>
    <message>
      <source>How good are the methods?</source>
      <translation>各方法效果如何？</translation>
    </message>
    <message>
      <source>Reading runs…</source>
      <translation>正在读取评测…</translation>
    </message>
    <message>
      <source>Rows done</source>
      <translation>已完成的行</translation>
    </message>
    <message>
      <source>Scores</source>
      <translation>得分</translation>
    </message>
    <message>
      <source>Stop and keep</source>
      <translation>停止并保留</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>正在停止…</translation>
    </message>
  </context>
  <context>
    <name>ScoresQuestions</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Export scores</source>
      <translation>导出得分</translation>
    </message>
    <message>
      <source>JSON lines (*.jsonl)</source>
      <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message>
      <source>Name of the run</source>
      <translation>评测的名称</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Remove run</source>
      <translation>删除评测</translation>
    </message>
    <message>
      <source>Remove “{name}” with all its scores?</source>
      <translation>删除“{name}”及其全部得分？</translation>
    </message>
    <message>
      <source>Rename run</source>
      <translation>重命名评测</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>表格 (*.csv)</translation>
    </message>
    <message>
      <source>The library stays as it is.</source>
      <translation>指令库不受影响。</translation>
    </message>
  </context>
  <context>
    <name>ScoresRun</name>
    <message numerus="yes">
      <source>%n rows</source>
      <translation>
        <numerusform>%n 行</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n rows without a task left out</source>
      <translation>
        <numerusform>%n 行没有任务，已略过</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ScoresRunView</name>
    <message>
      <source>Compare</source>
      <translation>比较</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>各行</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>表格</translation>
    </message>
    <message>
      <source>View</source>
      <translation>视图</translation>
    </message>
    <message>
      <source>broken off after {done} of {total} rows</source>
      <translation>中断于 {done} 行，共 {total} 行</translation>
    </message>
  </context>
  <context>
    <name>ScoresRuns</name>
    <message numerus="yes">
      <source>%n rows</source>
      <translation>
        <numerusform>%n 行</numerusform>
      </translation>
    </message>
    <message>
      <source>Reading rows…</source>
      <translation>正在读取各行…</translation>
    </message>
    <message>
      <source>broken off</source>
      <translation>已中断</translation>
    </message>
    <message>
      <source>{done} of {total} rows</source>
      <translation>已完成 {done} 行，共 {total} 行</translation>
    </message>
  </context>
  <context>
    <name>ScoresTableView</name>
    <message>
      <source>Means; the line is the 95 % interval. ▲ better and ▼ worse than {template} ({t}) or {nearest} ({n}): * p &lt; 0.05, ** p &lt; 0.01, *** p &lt; 0.001.</source>
      <translation>数字为均值，横线为 95% 区间。▲ 好于、▼ 差于{template}（{t}）或{nearest}（{n}）：* p &lt; 0.05，** p &lt; 0.01，*** p &lt; 0.001。</translation>
    </message>
    <message>
      <source>Methods and metrics</source>
      <translation>方法与指标</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行</translation>
    </message>
  </context>
  <context>
    <name>SearchBox</name>
    <message>
      <source>Search instructions or run a command</source>
      <translation>搜索指令，或执行命令</translation>
    </message>
    <message>
      <source>Search the library for “{text}”</source>
      <translation>在指令库中搜索“{text}”</translation>
    </message>
  </context>
  <context>
    <name>SearchField</name>
    <message>
      <source>Remove filter {name}</source>
      <translation>去掉筛选 {name}</translation>
    </message>
    <message>
      <source>Search instructions</source>
      <translation>搜索指令</translation>
    </message>
    <message>
      <source>Search instructions, or filter with type: tag: lang: rating:</source>
      <translation>搜索指令，或用 type: tag: lang: rating: 筛选</translation>
    </message>
    <message>
      <source>lang: {name}</source>
      <translation>语言：{name}</translation>
    </message>
    <message>
      <source>tag: {name}</source>
      <translation>标签：{name}</translation>
    </message>
    <message>
      <source>type: {name}</source>
      <translation>类型：{name}</translation>
    </message>
  </context>
  <context>
    <name>SelectionBar</name>
    <message numerus="yes">
      <source>%n selected</source>
      <translation>
        <numerusform>已选 %n 条</numerusform>
      </translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>清除</translation>
    </message>
    <message>
      <source>Select all {count}</source>
      <translation>全选 {count} 条</translation>
    </message>
  </context>
  <context>
    <name>SetsPane</name>
    <message numerus="yes">
      <source>%n disagreements</source>
      <translation>
        <numerusform>%n 处分歧</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n rows skipped</source>
      <translation>
        <numerusform>跳过 %n 行</numerusform>
      </translation>
    </message>
    <message>
      <source>Annotate as somebody else</source>
      <translation>换一个人标注</translation>
    </message>
    <message>
      <source>Annotation sets</source>
      <translation>标注集</translation>
    </message>
    <message>
      <source>Annotator: {name}</source>
      <translation>标注者：{name}</translation>
    </message>
    <message>
      <source>Every settled row becomes a record</source>
      <translation>每个已定的行成为一个条目</translation>
    </message>
    <message>
      <source>More on this set</source>
      <translation>这个标注集的更多操作</translation>
    </message>
    <message>
      <source>New set from a file</source>
      <translation>从文件新建标注集</translation>
    </message>
    <message>
      <source>Put into library</source>
      <translation>放进指令库</translation>
    </message>
    <message>
      <source>Sets</source>
      <translation>标注集</translation>
    </message>
    <message>
      <source>Settled rows</source>
      <translation>已定的行</translation>
    </message>
    <message>
      <source>Yours: {mine}, open to you: {open}</source>
      <translation>你已判 {mine} 行，待判 {open} 行</translation>
    </message>
    <message>
      <source>{done} of {total} settled</source>
      <translation>已定 {done} 行，共 {total} 行</translation>
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message>
      <source>All records</source>
      <translation>全部条目</translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>归档</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>导入…</translation>
    </message>
    <message>
      <source>Library</source>
      <translation>指令库</translation>
    </message>
    <message>
      <source>New record</source>
      <translation>新建条目</translation>
    </message>
    <message>
      <source>Not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>Saved searches</source>
      <translation>已存搜索</translation>
    </message>
    <message>
      <source>Shelves of the library</source>
      <translation>指令库的分类</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>Task types</source>
      <translation>任务类型</translation>
    </message>
    <message>
      <source>folded</source>
      <translation>已折叠</translation>
    </message>
    <message>
      <source>unfolded</source>
      <translation>已展开</translation>
    </message>
  </context>
  <context>
    <name>SlotsModel</name>
    <message>
      <source>empty here</source>
      <translation>此处为空</translation>
    </message>
    <message>
      <source>not used</source>
      <translation>未用到</translation>
    </message>
  </context>
  <context>
    <name>Sources</name>
    <message numerus="yes">
      <source>%n templates</source>
      <translation>
        <numerusform>%n 个模板</numerusform>
      </translation>
    </message>
    <message>
      <source>no model yet</source>
      <translation>还没有模型</translation>
    </message>
    <message numerus="yes">
      <source>over %n records</source>
      <translation>
        <numerusform>%n 条中检索</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StarsEdit</name>
    <message>
      <source>Rate: keys 1 to 5, 0 for none</source>
      <translation>评分：按键 1 到 5，0 为取消</translation>
    </message>
    <message>
      <source>Rating: {count} of {most} stars</source>
      <translation>评分：{count} 星，共 {most} 星</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message numerus="yes">
      <source>%n records</source>
      <translation>
        <numerusform>%n 条指令</numerusform>
      </translation>
    </message>
    <message>
      <source>English · {device}</source>
      <translation>中文·{device}</translation>
    </message>
    <message>
      <source>No running jobs</source>
      <translation>没有进行中的任务</translation>
    </message>
    <message>
      <source>Opening the project…</source>
      <translation>正在打开项目…</translation>
    </message>
    <message>
      <source>Saved</source>
      <translation>已保存</translation>
    </message>
    <message>
      <source>Saving…</source>
      <translation>正在保存…</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Stop {job}</source>
      <translation>停止：{job}</translation>
    </message>
    <message>
      <source>Undo: {label}</source>
      <translation>撤销：{label}</translation>
    </message>
    <message>
      <source>automatic device</source>
      <translation>自动选择设备</translation>
    </message>
  </context>
  <context>
    <name>Strip</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
  </context>
  <context>
    <name>TagDeeds</name>
    <message>
      <source>Merged “{old}” into “{new}”</source>
      <translation>已把标签“{old}”并入“{new}”</translation>
    </message>
    <message>
      <source>New name of “{tag}” ({count} records); with the name of another tag the two become one</source>
      <translation>“{tag}”的新名称（{count} 条）；填已有标签则合并为一个</translation>
    </message>
    <message>
      <source>Remove tag</source>
      <translation>去掉标签</translation>
    </message>
    <message>
      <source>Removed the tag “{tag}”</source>
      <translation>已去掉标签“{tag}”</translation>
    </message>
    <message>
      <source>Rename or merge tag…</source>
      <translation>重命名或合并标签…</translation>
    </message>
    <message>
      <source>Rename tag</source>
      <translation>重命名标签</translation>
    </message>
    <message>
      <source>Renamed “{old}” to “{new}”</source>
      <translation>已把“{old}”改名为“{new}”</translation>
    </message>
  </context>
  <context>
    <name>TagEditor</name>
    <message>
      <source>Add tag</source>
      <translation>添加标签</translation>
    </message>
    <message>
      <source>Remove tag {name}</source>
      <translation>去掉标签 {name}</translation>
    </message>
  </context>
  <context>
    <name>TaskForm</name>
    <message>
      <source>Clear the form</source>
      <translation>清空表单</translation>
    </message>
    <message>
      <source>Construct</source>
      <translation>构建</translation>
    </message>
    <message>
      <source>New seed</source>
      <translation>换一组</translation>
    </message>
    <message>
      <source>Other candidates for this task (Ctrl+R)</source>
      <translation>为这个任务换一组候选 (Ctrl+R)</translation>
    </message>
    <message>
      <source>Task</source>
      <translation>任务</translation>
    </message>
    <message>
      <source>Task description</source>
      <translation>任务描述</translation>
    </message>
    <message>
      <source>What should the instruction make a model do?</source>
      <translation>要让模型做什么？</translation>
    </message>
  </context>
  <context>
    <name>TaskView</name>
    <message numerus="yes">
      <source>%n samples</source>
      <translation>
        <numerusform>%n 个样本</numerusform>
      </translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>Show or hide the samples (O)</source>
      <translation>展开或收起样本（O）</translation>
    </message>
    <message>
      <source>What is to be done</source>
      <translation>任务描述</translation>
    </message>
  </context>
  <context>
    <name>TemplatesPanel</name>
    <message>
      <source>Find tasks</source>
      <translation>查找任务</translation>
    </message>
    <message>
      <source>Name of the template</source>
      <translation>模板名称</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>重命名</translation>
    </message>
    <message>
      <source>Templates</source>
      <translation>模板</translation>
    </message>
    <message>
      <source>Templates by task type</source>
      <translation>按任务类型排列的模板</translation>
    </message>
    <message>
      <source>list</source>
      <translation>列表</translation>
    </message>
    <message>
      <source>samples</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>slot</source>
      <translation>槽位</translation>
    </message>
    <message>
      <source>text</source>
      <translation>文本</translation>
    </message>
    <message>
      <source>{name} (copy)</source>
      <translation>{name}（副本）</translation>
    </message>
  </context>
  <context>
    <name>Tiles</name>
    <message>
      <source>ROUGE-L, development</source>
      <translation>ROUGE-L（开发集）</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>速度</translation>
    </message>
    <message>
      <source>Step</source>
      <translation>步</translation>
    </message>
    <message>
      <source>Time left</source>
      <translation>剩余时间</translation>
    </message>
    <message>
      <source>Training loss</source>
      <translation>训练损失</translation>
    </message>
    <message>
      <source>best {score}</source>
      <translation>最高 {score}</translation>
    </message>
    <message>
      <source>chrF, development</source>
      <translation>chrF（开发集）</translation>
    </message>
    <message>
      <source>development {loss}</source>
      <translation>开发集 {loss}</translation>
    </message>
    <message>
      <source>nats a token</source>
      <translation>nat/词元</translation>
    </message>
    <message>
      <source>not measured yet</source>
      <translation>尚未测量</translation>
    </message>
    <message>
      <source>not running</source>
      <translation>未在进行</translation>
    </message>
    <message>
      <source>of {count}</source>
      <translation>共 {count}</translation>
    </message>
    <message>
      <source>tokens per second</source>
      <translation>词元/秒</translation>
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Menus</source>
      <translation>菜单</translation>
    </message>
    <message>
      <source>Project {name}</source>
      <translation>项目 {name}</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Switch between light and dark</source>
      <translation>切换浅色和深色</translation>
    </message>
    <message>
      <source>Switch language: 中文</source>
      <translation>切换语言：English</translation>
    </message>
    <message>
      <source>Top bar</source>
      <translation>顶栏</translation>
    </message>
  </context>
  <context>
    <name>TrainingPanel</name>
    <message>
      <source>Training</source>
      <translation>训练</translation>
    </message>
  </context>
  <context>
    <name>VersionsDialog</name>
    <message>
      <source>Became</source>
      <translation>派生出</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Comes from</source>
      <translation>源自</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>比较</translation>
    </message>
    <message>
      <source>Fork</source>
      <translation>派生</translation>
    </message>
    <message>
      <source>Fork this version</source>
      <translation>派生此版本</translation>
    </message>
    <message>
      <source>Forked as record {id}</source>
      <translation>已派生为条目 {id}</translation>
    </message>
    <message>
      <source>From version {before} to version {after}</source>
      <translation>从版本 {before} 到版本 {after}</translation>
    </message>
    <message>
      <source>Go back to this</source>
      <translation>回到此版本</translation>
    </message>
    <message>
      <source>Lineage</source>
      <translation>来历</translation>
    </message>
    <message>
      <source>There is nothing to compare it with.</source>
      <translation>没有可比较的版本。</translation>
    </message>
    <message>
      <source>Versions</source>
      <translation>版本</translation>
    </message>
    <message>
      <source>Versions of record {id}</source>
      <translation>条目 {id} 的版本</translation>
    </message>
    <message>
      <source>With the newest</source>
      <translation>与最新版比较</translation>
    </message>
    <message>
      <source>With the one before</source>
      <translation>与上一版比较</translation>
    </message>
    <message>
      <source>archived</source>
      <translation>已归档</translation>
    </message>
    <message>
      <source>deleted</source>
      <translation>已删除</translation>
    </message>
  </context>
  <context>
    <name>VersionsList</name>
    <message>
      <source>Compare</source>
      <translation>比较</translation>
    </message>
    <message>
      <source>Go back to this</source>
      <translation>恢复到这一版</translation>
    </message>
    <message>
      <source>Versions</source>
      <translation>版本</translation>
    </message>
  </context>
  <context>
    <name>Words</name>
    <message>
      <source>, </source>
      <comment>between items</comment>
      <translation>、</translation>
    </message>
    <message>
      <source>Annotation</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Answer not leaked</source>
      <translation>不泄露答案</translation>
    </message>
    <message>
      <source>Before your choices</source>
      <translation>学习之前</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>中文</translation>
    </message>
    <message>
      <source>Classification</source>
      <translation>分类</translation>
    </message>
    <message>
      <source>Clear opening</source>
      <translation>开头清楚</translation>
    </message>
    <message>
      <source>Code generation</source>
      <translation>代码生成</translation>
    </message>
    <message>
      <source>Constraints stated</source>
      <translation>写明约束</translation>
    </message>
    <message>
      <source>Constructed</source>
      <translation>构建</translation>
    </message>
    <message>
      <source>Crawl</source>
      <translation>采集</translation>
    </message>
    <message>
      <source>Dialogue</source>
      <translation>对话</translation>
    </message>
    <message>
      <source>English</source>
      <translation>English</translation>
    </message>
    <message>
      <source>Extraction</source>
      <translation>抽取</translation>
    </message>
    <message>
      <source>Generated</source>
      <translation>生成</translation>
    </message>
    <message>
      <source>Generation</source>
      <translation>生成</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>导入</translation>
    </message>
    <message>
      <source>Input and output named</source>
      <translation>说明输入和输出</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>长度合适</translation>
    </message>
    <message>
      <source>Library</source>
      <translation>指令库</translation>
    </message>
    <message>
      <source>New to the library</source>
      <translation>与指令库不重复</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>Own</source>
      <translation>自己写的</translation>
    </message>
    <message>
      <source>Place for the input</source>
      <translation>留有输入位置</translation>
    </message>
    <message>
      <source>Question answering</source>
      <translation>问答</translation>
    </message>
    <message>
      <source>Records {ids}</source>
      <translation>条目 {ids}</translation>
    </message>
    <message>
      <source>Retrieval</source>
      <translation>检索改写</translation>
    </message>
    <message>
      <source>Rewriting</source>
      <translation>改写</translation>
    </message>
    <message>
      <source>Slot</source>
      <translation>槽位</translation>
    </message>
    <message>
      <source>Starter library</source>
      <translation>自带指令库</translation>
    </message>
    <message>
      <source>States the facts</source>
      <translation>写明具体要求</translation>
    </message>
    <message>
      <source>Summarization</source>
      <translation>摘要</translation>
    </message>
    <message>
      <source>Template</source>
      <translation>模板</translation>
    </message>
    <message>
      <source>Template text</source>
      <translation>模板文字</translation>
    </message>
    <message>
      <source>Text generation</source>
      <translation>文本生成</translation>
    </message>
    <message>
      <source>Translation</source>
      <translation>翻译</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>昨天</translation>
    </message>
    <message>
      <source>Your edits</source>
      <translation>你的修改</translation>
    </message>
    <message>
      <source>Your task</source>
      <translation>任务原文</translation>
    </message>
    <message>
      <source>edited by you</source>
      <translation>你的修改</translation>
    </message>
    <message>
      <source>from record {id}</source>
      <translation>来自条目 {id}</translation>
    </message>
    <message>
      <source>from template</source>
      <translation>来自模板</translation>
    </message>
    <message>
      <source>from the library</source>
      <translation>来自指令库</translation>
    </message>
    <message>
      <source>from your task</source>
      <translation>来自任务原文</translation>
    </message>
    <message>
      <source>generated</source>
      <translation>生成</translation>
    </message>
    <message>
      <source>just now</source>
      <translation>刚刚</translation>
    </message>
    <message>
      <source>slot</source>
      <translation>槽位</translation>
    </message>
    <message>
      <source>your style</source>
      <translation>你的风格</translation>
    </message>
    <message>
      <source>{count} h</source>
      <translation>{count} 小时</translation>
    </message>
    <message>
      <source>{count} h ago</source>
      <translation>{count} 小时前</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} 分钟</translation>
    </message>
    <message>
      <source>{count} min ago</source>
      <translation>{count} 分钟前</translation>
    </message>
    <message>
      <source>{count} s</source>
      <translation>{count} 秒</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>剩余 {time}</translation>
    </message>
  </context>
  <context>
    <name>WorkingCard</name>
    <message>
      <source>Constructing</source>
      <translation>正在构建</translation>
    </message>
    <message>
      <source>Esc cancels</source>
      <translation>按 Esc 取消</translation>
    </message>
    <message>
      <source>Writing…</source>
      <translation>正在写…</translation>
    </message>
    <message>
      <source>{method} is working</source>
      <translation>{method}正在工作</translation>
    </message>
    <message>
      <source>{method} is writing</source>
      <translation>{method}正在写</translation>
    </message>
  </context>
  <context>
    <name>_SampleRow</name>
    <message>
      <source>Attention</source>
      <translation>注意力</translation>
    </message>
    <message>
      <source>Reference: {text}</source>
      <translation>参考：{text}</translation>
    </message>
  </context>
  <context>
    <name>messages</name>
    <message>
      <source>A comma is missing before the row</source>
      <translation>这一行前面缺少逗号</translation>
    </message>
    <message>
      <source>A crawl cannot have {value} as “{name}”: it must be {least} or more.</source>
      <translation>抓取的“{name}”不能是 {value}：至少为 {least}。</translation>
    </message>
    <message>
      <source>A crawl goes on where it began: start a new one.</source>
      <translation>抓取只能从原来的起点继续：要换起点就新开一次。</translation>
    </message>
    <message>
      <source>A folder for Hugging Face: Parquet and a card</source>
      <translation>Hugging Face 数据集文件夹：Parquet 和说明卡</translation>
    </message>
    <message>
      <source>A folder for LLaMA-Factory, with its list of data sets</source>
      <translation>LLaMA-Factory 数据文件夹，附数据集清单</translation>
    </message>
    <message>
      <source>A line break or tab stands in a text as it is</source>
      <translation>文本中直接出现了换行或制表符，没有转义</translation>
    </message>
    <message>
      <source>A margin is more than 0 stars.</source>
      <translation>差距必须大于 0 星。</translation>
    </message>
    <message>
      <source>A number in the template is too large.</source>
      <translation>模板里有一个数太大。</translation>
    </message>
    <message>
      <source>A query has no “{name}”; it has {known}.</source>
      <translation>查询没有“{name}”；可用的有 {known}。</translation>
    </message>
    <message>
      <source>A quotation mark is never closed.</source>
      <translation>有一个引号没有闭合。</translation>
    </message>
    <message>
      <source>A quotation mark that opens in line {line} or below is never closed</source>
      <translation>第 {line} 行或其后的一个引号始终没有闭合</translation>
    </message>
    <message>
      <source>A rating is 1 to {most} stars, or 0 for none.</source>
      <translation>评分为 1 到 {most} 星，0 表示不评分。</translation>
    </message>
    <message>
      <source>A rating queue is one of {kinds}, not “{kind}”.</source>
      <translation>评分队列的种类有 {kinds}，没有“{kind}”。</translation>
    </message>
    <message>
      <source>A rating queue needs a name.</source>
      <translation>评分队列需要名称。</translation>
    </message>
    <message>
      <source>A readable text, one section a record</source>
      <translation>便于阅读的文本，每条一节</translation>
    </message>
    <message>
      <source>A record cannot be merged with itself.</source>
      <translation>记录不能与自身合并。</translation>
    </message>
    <message>
      <source>A row has no “{name}”; it has {known}.</source>
      <translation>一行里没有“{name}”；可以用的有 {known}。</translation>
    </message>
    <message>
      <source>A rule “{kind}” cannot have this value: say what it wants.</source>
      <translation>规则“{kind}”不能取这个值：说明它要什么。</translation>
    </message>
    <message>
      <source>A sample is no object</source>
      <translation>有一个样本不是对象</translation>
    </message>
    <message>
      <source>A saved search needs a name of 1 to {longest} characters.</source>
      <translation>已存搜索的名称须为 1 到 {longest} 个字符。</translation>
    </message>
    <message>
      <source>A table as text, with a header; spreadsheets open it</source>
      <translation>带表头的文本表格；电子表格软件可以打开</translation>
    </message>
    <message>
      <source>A table with lists and objects, for large data</source>
      <translation>含列表和对象的表格，适合大量数据</translation>
    </message>
    <message>
      <source>A tag is never closed.</source>
      <translation>有一个标记没有闭合。</translation>
    </message>
    <message>
      <source>A template is no choice between two answers</source>
      <translation>模板不是在两个回答之间的选择</translation>
    </message>
    <message>
      <source>A text holds half of a character (a lone surrogate) and cannot be stored: remove it.</source>
      <translation>文本里有半个字符（孤立的代理项），无法保存：删掉它。</translation>
    </message>
    <message>
      <source>A turn is no pair of texts</source>
      <translation>有一轮对话不是一问一答的两段文本</translation>
    </message>
    <message>
      <source>A value of the kind “{kind}” cannot be printed.</source>
      <translation>“{kind}”类型的值无法输出。</translation>
    </message>
    <message>
      <source>A workbook of Excel, one record a row</source>
      <translation>Excel 工作簿，每行一条</translation>
    </message>
    <message>
      <source>Accept {count} from the web</source>
      <translation>从网页采纳 {count} 条</translation>
    </message>
    <message>
      <source>Add an output to its first sample</source>
      <translation>给第一个样本补上输出</translation>
    </message>
    <message>
      <source>Add variants for training</source>
      <translation>添加训练变体</translation>
    </message>
    <message>
      <source>Add what the user asks; roles are known by “user” or “human”</source>
      <translation>补上用户的提问；用户的角色名应为“user”或“human”</translation>
    </message>
    <message>
      <source>Adding…</source>
      <translation>正在添加…</translation>
    </message>
    <message>
      <source>After one small edit</source>
      <translation>小改一处之后</translation>
    </message>
    <message>
      <source>After some edits</source>
      <translation>改几处之后</translation>
    </message>
    <message>
      <source>All answers are the same: alpha is not defined.</source>
      <translation>所有回答都相同，alpha 没有定义。</translation>
    </message>
    <message>
      <source>All of a record, with versions and ratings: nothing is lost</source>
      <translation>条目的全部内容，含版本和评分：什么也不丢</translation>
    </message>
    <message>
      <source>All pages in reach were looked at.</source>
      <translation>够得到的页面都看过了。</translation>
    </message>
    <message>
      <source>All valid</source>
      <translation>全部合格</translation>
    </message>
    <message>
      <source>An address of {length} characters is not crawled: “{url}”.</source>
      <translation>不抓取长达 {length} 个字符的地址：“{url}”。</translation>
    </message>
    <message>
      <source>An answer judged good or bad, for LLaMA-Factory</source>
      <translation>判为好或坏的回答，用于 LLaMA-Factory</translation>
    </message>
    <message>
      <source>An answer judged good or bad, for TRL</source>
      <translation>判为好或坏的回答，用于 TRL</translation>
    </message>
    <message>
      <source>An instance is no object</source>
      <translation>有一个实例不是对象</translation>
    </message>
    <message>
      <source>An instruction with input and output; in JSON, JSON lines or YAML</source>
      <translation>一条指令配输入和输出；JSON、JSON Lines 或 YAML</translation>
    </message>
    <message>
      <source>An invented detail does no harm</source>
      <translation>编造了一个细节，但无妨</translation>
    </message>
    <message>
      <source>Annotate: “{name}”</source>
      <translation>标注：“{name}”</translation>
    </message>
    <message>
      <source>Annotated rows into the library</source>
      <translation>把标注好的行放进指令库</translation>
    </message>
    <message>
      <source>Annotation</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Annotation row</source>
      <translation>标注行</translation>
    </message>
    <message>
      <source>Annotation set</source>
      <translation>标注集</translation>
    </message>
    <message>
      <source>Annotation sets</source>
      <translation>标注集</translation>
    </message>
    <message>
      <source>Another InstrStudio is indexing this project: wait for it to end and try again.</source>
      <translation>另一个 InstrStudio 正在索引这个项目：等它结束后重试。</translation>
    </message>
    <message>
      <source>Another process of the group has ended: start them all again.</source>
      <translation>同组的另一个进程已结束：重新启动全部进程。</translation>
    </message>
    <message>
      <source>Another program is writing to the project “{folder}”: try again when it has finished.</source>
      <translation>另一个程序正在写入项目“{folder}”：等它写完后重试。</translation>
    </message>
    <message>
      <source>Archive records</source>
      <translation>归档条目</translation>
    </message>
    <message>
      <source>Are all three valid together, so that you would keep it?</source>
      <translation>三项是否全部合格，值得保留？</translation>
    </message>
    <message>
      <source>As a good writer would put it</source>
      <translation>行文如出自高手</translation>
    </message>
    <message>
      <source>At least one variant of each must be allowed.</source>
      <translation>每条记录至少要允许一个变体。</translation>
    </message>
    <message>
      <source>Better language</source>
      <translation>语言更好</translation>
    </message>
    <message>
      <source>Cannot be understood</source>
      <translation>看不懂</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>中文</translation>
    </message>
    <message>
      <source>Choose another format for records and preferences</source>
      <translation>条目和偏好数据须改用其他格式</translation>
    </message>
    <message>
      <source>Choose another format for templates and preferences</source>
      <translation>模板和偏好数据须改用其他格式</translation>
    </message>
    <message>
      <source>Clarity</source>
      <translation>清晰</translation>
    </message>
    <message>
      <source>Clean: archive {count} records</source>
      <translation>清理：归档 {count} 条记录</translation>
    </message>
    <message>
      <source>Clear at once</source>
      <translation>一看就懂</translation>
    </message>
    <message>
      <source>Clear, one word could be better</source>
      <translation>清楚，个别用词还可改进</translation>
    </message>
    <message>
      <source>Clearer</source>
      <translation>更清晰</translation>
    </message>
    <message>
      <source>Close it and import the file again; nothing after it was read</source>
      <translation>补上闭合的引号后重新导入；其后的内容都没有读取</translation>
    </message>
    <message>
      <source>Close it; nothing after it was read</source>
      <translation>把它闭合；其后的内容都没有读取</translation>
    </message>
    <message>
      <source>Compare the two, and put into the record what it lacks</source>
      <translation>比较两者，把缺少的补进条目</translation>
    </message>
    <message>
      <source>Compare with what was learned</source>
      <translation>与学到的对比</translation>
    </message>
    <message>
      <source>Comparing annotators…</source>
      <translation>正在比较标注者…</translation>
    </message>
    <message>
      <source>Comparing the methods</source>
      <translation>正在比较各方法</translation>
    </message>
    <message>
      <source>Comparing the methods on what was held out.</source>
      <translation>正在用留出的数据比较各方法。</translation>
    </message>
    <message>
      <source>Comparing the model with the one before.</source>
      <translation>正在与之前的模型比较。</translation>
    </message>
    <message>
      <source>Comparing the models</source>
      <translation>正在比较模型</translation>
    </message>
    <message>
      <source>Comparing…</source>
      <translation>正在比较…</translation>
    </message>
    <message>
      <source>Comparison of evaluations</source>
      <translation>比较评测</translation>
    </message>
    <message>
      <source>Completeness</source>
      <translation>完整</translation>
    </message>
    <message>
      <source>Construct instructions</source>
      <translation>构建指令</translation>
    </message>
    <message>
      <source>Conversations with “from” and “value”</source>
      <translation>以“from”和“value”表示的对话</translation>
    </message>
    <message>
      <source>Copying the project…</source>
      <translation>正在复制项目…</translation>
    </message>
    <message>
      <source>Count preferences</source>
      <translation>统计偏好</translation>
    </message>
    <message>
      <source>Counting the records…</source>
      <translation>正在清点记录…</translation>
    </message>
    <message>
      <source>Counting verdicts…</source>
      <translation>正在统计评判…</translation>
    </message>
    <message>
      <source>Daily backup</source>
      <translation>每日备份</translation>
    </message>
    <message>
      <source>Databricks Dolly: instruction, context, response, category</source>
      <translation>Databricks Dolly：指令、上下文、回答、类别</translation>
    </message>
    <message>
      <source>Delete records</source>
      <translation>删除条目</translation>
    </message>
    <message>
      <source>Delete template “{name}”</source>
      <translation>删除模板“{name}”</translation>
    </message>
    <message>
      <source>Delete the model “{name}”</source>
      <translation>删除模型“{name}”</translation>
    </message>
    <message>
      <source>Does it ask for what the task says, with nothing invented?</source>
      <translation>要求的是否正是任务所说，没有编造？</translation>
    </message>
    <message>
      <source>Does it hold for other inputs of the same task?</source>
      <translation>对同一任务的其他输入是否也适用？</translation>
    </message>
    <message>
      <source>Does it say all that is needed for the answer wanted?</source>
      <translation>得到想要的回答所需的信息是否都说到了？</translation>
    </message>
    <message>
      <source>Does the instruction describe a valid task?</source>
      <translation>指令描述的任务是否成立？</translation>
    </message>
    <message>
      <source>Each of “{field}” must have input and output.</source>
      <translation>“{field}”的每一项都要有输入和输出。</translation>
    </message>
    <message>
      <source>Edit “{title}”</source>
      <translation>修改“{title}”</translation>
    </message>
    <message>
      <source>English</source>
      <translation>英文</translation>
    </message>
    <message>
      <source>Enough votes: “{best}” is better than “{second}”, their intervals do not overlap.</source>
      <translation>投票已足够：“{best}”优于“{second}”，两者的区间不重叠。</translation>
    </message>
    <message>
      <source>Evaluate</source>
      <translation>评测</translation>
    </message>
    <message>
      <source>Evaluated row</source>
      <translation>评测的行</translation>
    </message>
    <message>
      <source>Evaluated rows</source>
      <translation>评测的各行</translation>
    </message>
    <message>
      <source>Evaluation</source>
      <translation>评测</translation>
    </message>
    <message>
      <source>Evaluations</source>
      <translation>评估</translation>
    </message>
    <message>
      <source>Export annotation</source>
      <translation>导出标注</translation>
    </message>
    <message>
      <source>Export as Alpaca or as JSON lines</source>
      <translation>改为导出 Alpaca 或 JSON Lines</translation>
    </message>
    <message>
      <source>Export as CSV, which is read everywhere</source>
      <translation>改为导出 CSV，各种程序都能读取</translation>
    </message>
    <message>
      <source>Export as Self-Instruct</source>
      <translation>改为导出 Self-Instruct</translation>
    </message>
    <message>
      <source>Export it in another format, as CSV</source>
      <translation>改用其他格式导出，例如 CSV</translation>
    </message>
    <message>
      <source>Export preferences</source>
      <translation>导出偏好</translation>
    </message>
    <message>
      <source>Export rules</source>
      <translation>导出规则</translation>
    </message>
    <message>
      <source>Export scores</source>
      <translation>导出得分</translation>
    </message>
    <message>
      <source>Export verdicts</source>
      <translation>导出评价</translation>
    </message>
    <message>
      <source>Faithfulness</source>
      <translation>忠实</translation>
    </message>
    <message>
      <source>Fetch it, then import its file</source>
      <translation>先取得该数据集，再导入它的文件</translation>
    </message>
    <message>
      <source>Fill the starter library</source>
      <translation>填充自带指令库</translation>
    </message>
    <message>
      <source>Fluency</source>
      <translation>流畅</translation>
    </message>
    <message>
      <source>For about half of them</source>
      <translation>适用于约一半</translation>
    </message>
    <message>
      <source>For every input of the task</source>
      <translation>适用于该任务的一切输入</translation>
    </message>
    <message>
      <source>For few inputs like it</source>
      <translation>适用于少数类似输入</translation>
    </message>
    <message>
      <source>For nearly all</source>
      <translation>几乎都适用</translation>
    </message>
    <message>
      <source>Fork “{title}”</source>
      <translation>派生“{title}”</translation>
    </message>
    <message>
      <source>Generality</source>
      <translation>通用</translation>
    </message>
    <message>
      <source>Get the whole file; the rows before this place are kept</source>
      <translation>重新取得完整的文件；此处之前的各行已保留</translation>
    </message>
    <message>
      <source>Give each turn as an object with a role and a text</source>
      <translation>每一轮写成一个对象，包含角色和文本</translation>
    </message>
    <message>
      <source>Give it as a text or as one message of the assistant</source>
      <translation>写成一段文本，或助手的一条消息</translation>
    </message>
    <message>
      <source>Go back to a version of “{title}”</source>
      <translation>回到“{title}”的某个版本</translation>
    </message>
    <message>
      <source>Going on after row {row} of “{file}”</source>
      <translation>从“{file}”第 {row} 行之后继续</translation>
    </message>
    <message>
      <source>Good, with one slip</source>
      <translation>良好，有一处小毛病</translation>
    </message>
    <message>
      <source>Half a character or a broken byte</source>
      <translation>有半个字符或损坏的字节</translation>
    </message>
    <message>
      <source>Has to be guessed</source>
      <translation>只能猜</translation>
    </message>
    <message>
      <source>Import another file</source>
      <translation>改为导入其他文件</translation>
    </message>
    <message>
      <source>Import rules</source>
      <translation>导入规则</translation>
    </message>
    <message>
      <source>Import the file by itself, in its own format</source>
      <translation>按该文件自己的格式单独导入</translation>
    </message>
    <message>
      <source>Import without this condition, or say its licence</source>
      <translation>导入时去掉这个条件，或注明它的许可</translation>
    </message>
    <message>
      <source>Import {count} files</source>
      <translation>导入 {count} 个文件</translation>
    </message>
    <message>
      <source>Import “{file}”</source>
      <translation>导入“{file}”</translation>
    </message>
    <message>
      <source>Indexing the library…</source>
      <translation>正在索引指令库…</translation>
    </message>
    <message>
      <source>Input fits</source>
      <translation>输入合适</translation>
    </message>
    <message>
      <source>Instructions with several instances each</source>
      <translation>每条指令配若干实例</translation>
    </message>
    <message>
      <source>Is it clear what has to be done?</source>
      <translation>要做什么是否清楚？</translation>
    </message>
    <message>
      <source>Is it good language?</source>
      <translation>语言是否通顺？</translation>
    </message>
    <message>
      <source>Is the input appropriate for the instruction?</source>
      <translation>输入是否适合这条指令？</translation>
    </message>
    <message>
      <source>Is the output a correct and acceptable answer to instruction and input?</source>
      <translation>对于指令和输入，输出是否正确且可接受？</translation>
    </message>
    <message>
      <source>It is another task</source>
      <translation>成了另一个任务</translation>
    </message>
    <message>
      <source>It is no page to read, but “{kind}”.</source>
      <translation>这不是可读的页面，而是“{kind}”。</translation>
    </message>
    <message>
      <source>It is reached by more than {count} redirects.</source>
      <translation>要经过 {count} 次以上的跳转才能到达。</translation>
    </message>
    <message>
      <source>It leads on to “{url}”.</source>
      <translation>它跳转到“{url}”。</translation>
    </message>
    <message>
      <source>It leads to another site: “{url}”.</source>
      <translation>它跳转到别的网站：“{url}”。</translation>
    </message>
    <message>
      <source>It leads to itself.</source>
      <translation>它跳转到自己。</translation>
    </message>
    <message>
      <source>It leads to “{url}”, which is known.</source>
      <translation>它跳转到“{url}”，那一页已经知道了。</translation>
    </message>
    <message>
      <source>JSON rows of any kind; say which field is the instruction</source>
      <translation>任意的 JSON 行；须指明哪个字段是指令</translation>
    </message>
    <message>
      <source>Keep the questions that were answered, with their answers</source>
      <translation>只保留有回答的提问及其回答</translation>
    </message>
    <message>
      <source>Kept as far as it goes; complete it from the original</source>
      <translation>已保留现有的部分；按原文补全</translation>
    </message>
    <message>
      <source>Kept beside the record as it is</source>
      <translation>已原样附在条目旁</translation>
    </message>
    <message>
      <source>Kept the rest beside</source>
      <translation>多出的已附带保存</translation>
    </message>
    <message>
      <source>Kept; mend the order of the turns before training</source>
      <translation>已保留；训练前须理顺各轮的次序</translation>
    </message>
    <message>
      <source>Kept; write an answer before training</source>
      <translation>已保留；训练前须写好回答</translation>
    </message>
    <message>
      <source>Learning preferences</source>
      <translation>学习偏好</translation>
    </message>
    <message>
      <source>Leave it out</source>
      <translation>不保留这一行</translation>
    </message>
    <message>
      <source>Leave it out, or export it in another format</source>
      <translation>不导出这一条，或改用其他格式</translation>
    </message>
    <message>
      <source>Left empty</source>
      <translation>已留空</translation>
    </message>
    <message>
      <source>Left it out</source>
      <translation>已略去</translation>
    </message>
    <message>
      <source>Left out; fill the slot “answer_choices” yourself</source>
      <translation>已略去；槽位“answer_choices”须自行填写</translation>
    </message>
    <message>
      <source>Left that part out: an instruction does not hold it</source>
      <translation>已略去这一部分：指令不包含回答</translation>
    </message>
    <message>
      <source>Line {line} is no pair: it needs “task”, “chosen” and “rejected”.</source>
      <translation>第 {line} 行不是偏好对：需要“task”“chosen”和“rejected”。</translation>
    </message>
    <message>
      <source>Line {line} is not a JSON object.</source>
      <translation>第 {line} 行不是 JSON 对象。</translation>
    </message>
    <message>
      <source>Line {line} of {file} is no task: {reason}</source>
      <translation>{file} 第 {line} 行不是任务：{reason}</translation>
    </message>
    <message>
      <source>Line {line} of {file} is not a JSON object: mend or remove it.</source>
      <translation>{file} 第 {line} 行不是 JSON 对象：改正或删掉它。</translation>
    </message>
    <message>
      <source>Line {line}: the field “{field}” {rule}.</source>
      <translation>第 {line} 行：字段“{field}” {rule}。</translation>
    </message>
    <message>
      <source>Line {line}: {reason}</source>
      <translation>第 {line} 行：{reason}</translation>
    </message>
    <message>
      <source>Longer ones</source>
      <translation>较长的</translation>
    </message>
    <message>
      <source>Looking for leaks…</source>
      <translation>正在查找泄漏…</translation>
    </message>
    <message>
      <source>Loops that call themselves are not allowed.</source>
      <translation>不允许调用自身的循环。</translation>
    </message>
    <message>
      <source>Making a backup…</source>
      <translation>正在备份…</translation>
    </message>
    <message>
      <source>Making variants…</source>
      <translation>正在生成变体…</translation>
    </message>
    <message>
      <source>Many mistakes</source>
      <translation>错误很多</translation>
    </message>
    <message>
      <source>Mend it, or take the fence out</source>
      <translation>改正它，或删去这个围栏</translation>
    </message>
    <message>
      <source>Mend line {line} of the file and import it again</source>
      <translation>改正文件的第 {line} 行后重新导入</translation>
    </message>
    <message>
      <source>Merge #{other} into #{kept}</source>
      <translation>将 #{other} 合并到 #{kept}</translation>
    </message>
    <message>
      <source>Merge verdicts</source>
      <translation>合并评价</translation>
    </message>
    <message>
      <source>Merge {count} records into #{kept}</source>
      <translation>将 {count} 条合并到 #{kept}</translation>
    </message>
    <message>
      <source>Messages for fine-tuning by OpenAI and others</source>
      <translation>用于 OpenAI 等平台微调的消息</translation>
    </message>
    <message>
      <source>More complete</source>
      <translation>更完整</translation>
    </message>
    <message>
      <source>More general</source>
      <translation>更通用</translation>
    </message>
    <message>
      <source>Much is invented</source>
      <translation>编造很多</translation>
    </message>
    <message>
      <source>Name an address to begin with.</source>
      <translation>给出一个起始地址。</translation>
    </message>
    <message>
      <source>Natural Instructions, version 1</source>
      <translation>Natural Instructions 第 1 版</translation>
    </message>
    <message>
      <source>Nearly everything is missing</source>
      <translation>几乎什么都没说</translation>
    </message>
    <message>
      <source>New annotation set</source>
      <translation>新建标注集</translation>
    </message>
    <message>
      <source>New rating queue</source>
      <translation>新建评价队列</translation>
    </message>
    <message>
      <source>No</source>
      <translation>否</translation>
    </message>
    <message>
      <source>No CUDA device was found: choose “auto” or “cpu” as the device.</source>
      <translation>没有找到 CUDA 设备：设备选“auto”或“cpu”。</translation>
    </message>
    <message>
      <source>No column holds instructions</source>
      <translation>没有哪一列是指令</translation>
    </message>
    <message>
      <source>No field of the row holds an instruction</source>
      <translation>这一行没有哪个字段是指令</translation>
    </message>
    <message>
      <source>No file to import was named.</source>
      <translation>没有指定要导入的文件。</translation>
    </message>
    <message>
      <source>No font on this system can show Chinese.</source>
      <translation>系统里没有能显示中文的字体。</translation>
    </message>
    <message>
      <source>No format is written to files in “{suffix}”; known are {known}.</source>
      <translation>没有格式能写成“{suffix}”文件；可用的有 {known}。</translation>
    </message>
    <message>
      <source>No language at all</source>
      <translation>不成句子</translation>
    </message>
    <message>
      <source>No proposal was named.</source>
      <translation>没有指定任何待审条目。</translation>
    </message>
    <message>
      <source>No record has the tag “{tag}”.</source>
      <translation>没有记录带有标签“{tag}”。</translation>
    </message>
    <message>
      <source>No record of the library has a task to evaluate on: a description, or samples.</source>
      <translation>指令库里没有可用于评测的条目：需要有描述或样本。</translation>
    </message>
    <message>
      <source>No row has the metric “{name}”.</source>
      <translation>没有一行有指标“{name}”。</translation>
    </message>
    <message>
      <source>No template fits this task.</source>
      <translation>没有模板适合这个任务。</translation>
    </message>
    <message>
      <source>No turn is a user's</source>
      <translation>对话中没有用户的发言</translation>
    </message>
    <message>
      <source>No, I would start anew</source>
      <translation>不会，宁可重写</translation>
    </message>
    <message>
      <source>Not enough votes yet: the intervals of “{best}” and “{second}” overlap.</source>
      <translation>投票还不够：“{best}”和“{second}”的区间重叠。</translation>
    </message>
    <message>
      <source>Not enough votes yet: there is nothing to compare.</source>
      <translation>投票还不够：没有可比较的内容。</translation>
    </message>
    <message>
      <source>Not enough votes yet: “{best}” and “{second}” need {least} each, and one of them has {count}.</source>
      <translation>投票还不够：“{best}”和“{second}”各需 {least} 票，其中一个只有 {count} 票。</translation>
    </message>
    <message>
      <source>Nothing has been judged by two raters yet.</source>
      <translation>还没有内容经过两人评判。</translation>
    </message>
    <message>
      <source>Nothing invented</source>
      <translation>没有编造</translation>
    </message>
    <message>
      <source>Nothing is invented</source>
      <translation>毫无编造</translation>
    </message>
    <message>
      <source>Nothing is missing</source>
      <translation>什么都不缺</translation>
    </message>
    <message>
      <source>On {tasks} held-out tasks the preferred text is the likelier one in {before} to {after} % of the pairs (change {low} to {high}); chrF of the first candidate went from {chrf} to {chrf_after} (change {chrf_low} to {chrf_high}).</source>
      <translation>在 {tasks} 个留出任务上，偏好文本更可能的对占比由 {before} % 变为 {after} %（变化 {low} 至 {high}）；首个候选的 chrF 由 {chrf} 变为 {chrf_after}（变化 {chrf_low} 至 {chrf_high}）。</translation>
    </message>
    <message>
      <source>One instruction a line, or blocks between lines of “---”</source>
      <translation>每行一条指令，或以“---”行分隔的段落</translation>
    </message>
    <message>
      <source>One invented thing changes the answer</source>
      <translation>有一处编造会改变回答</translation>
    </message>
    <message>
      <source>One needed fact is missing</source>
      <translation>缺一项必要信息</translation>
    </message>
    <message>
      <source>One side of “|” at character {position} is empty: write what may stand there, or leave it out.</source>
      <translation>第 {position} 个字符处的“|”有一侧是空的：补上另一个选项，或去掉它。</translation>
    </message>
    <message>
      <source>Ones adapted from the library</source>
      <translation>从指令库改写的</translation>
    </message>
    <message>
      <source>Ones close to the library</source>
      <translation>与指令库相近的</translation>
    </message>
    <message>
      <source>Ones like the others of the list</source>
      <translation>与同列其他候选相似的</translation>
    </message>
    <message>
      <source>Ones made by template</source>
      <translation>用模板写的</translation>
    </message>
    <message>
      <source>Ones new to the library</source>
      <translation>指令库里没有的</translation>
    </message>
    <message>
      <source>Ones not adapted from the library</source>
      <translation>不是从指令库改写的</translation>
    </message>
    <message>
      <source>Ones not made by template</source>
      <translation>不是用模板写的</translation>
    </message>
    <message>
      <source>Ones not written by the model</source>
      <translation>不是模型生成的</translation>
    </message>
    <message>
      <source>Ones of a usual length</source>
      <translation>长度寻常的</translation>
    </message>
    <message>
      <source>Ones of an unusual length</source>
      <translation>长度不寻常的</translation>
    </message>
    <message>
      <source>Ones of few lines</source>
      <translation>行数少的</translation>
    </message>
    <message>
      <source>Ones of few sentences</source>
      <translation>句子少的</translation>
    </message>
    <message>
      <source>Ones of long words</source>
      <translation>用词长的</translation>
    </message>
    <message>
      <source>Ones of several lines</source>
      <translation>分成几行的</translation>
    </message>
    <message>
      <source>Ones of several sentences</source>
      <translation>有几句话的</translation>
    </message>
    <message>
      <source>Ones of short words</source>
      <translation>用词短的</translation>
    </message>
    <message>
      <source>Ones that address the reader</source>
      <translation>直接称呼“你”的</translation>
    </message>
    <message>
      <source>Ones that ask for the result only</source>
      <translation>只要结果的</translation>
    </message>
    <message>
      <source>Ones that do not address the reader</source>
      <translation>不称呼“你”的</translation>
    </message>
    <message>
      <source>Ones that do not ask for the result only</source>
      <translation>不要求只给结果的</translation>
    </message>
    <message>
      <source>Ones that forbid little</source>
      <translation>很少说不要做什么的</translation>
    </message>
    <message>
      <source>Ones that give a role</source>
      <translation>设定角色的</translation>
    </message>
    <message>
      <source>Ones that give no role</source>
      <translation>不设定角色的</translation>
    </message>
    <message>
      <source>Ones that give nothing of the answer away</source>
      <translation>不泄露答案的</translation>
    </message>
    <message>
      <source>Ones that leave input or output unnamed</source>
      <translation>没说出输入或输出的</translation>
    </message>
    <message>
      <source>Ones that meet the check of constraints</source>
      <translation>约束说全的</translation>
    </message>
    <message>
      <source>Ones that name input and output</source>
      <translation>说出输入和输出的</translation>
    </message>
    <message>
      <source>Ones that name the output early</source>
      <translation>先说输出的</translation>
    </message>
    <message>
      <source>Ones that name the output late</source>
      <translation>后说输出的</translation>
    </message>
    <message>
      <source>Ones that say what not to do</source>
      <translation>说明不要做什么的</translation>
    </message>
    <message>
      <source>Ones that score high without learning</source>
      <translation>原来得分高的</translation>
    </message>
    <message>
      <source>Ones that score low without learning</source>
      <translation>原来得分低的</translation>
    </message>
    <message>
      <source>Ones that state few facts of the task</source>
      <translation>少说任务要点的</translation>
    </message>
    <message>
      <source>Ones that state the facts of the task</source>
      <translation>说出任务要点的</translation>
    </message>
    <message>
      <source>Ones the model finds likely</source>
      <translation>模型认为很可能的</translation>
    </message>
    <message>
      <source>Ones the model finds unlikely</source>
      <translation>模型认为不大可能的</translation>
    </message>
    <message>
      <source>Ones their method holds fitting</source>
      <translation>所用方法认为合适的</translation>
    </message>
    <message>
      <source>Ones their method holds less fitting</source>
      <translation>所用方法认为不太合适的</translation>
    </message>
    <message>
      <source>Ones unlike the others of the list</source>
      <translation>与同列其他候选不同的</translation>
    </message>
    <message>
      <source>Ones with a clear opening</source>
      <translation>开头清楚的</translation>
    </message>
    <message>
      <source>Ones with a colon before the input</source>
      <translation>输入前用冒号的</translation>
    </message>
    <message>
      <source>Ones with an unusual opening</source>
      <translation>开头少见的</translation>
    </message>
    <message>
      <source>Ones with constraints left out</source>
      <translation>约束没说全的</translation>
    </message>
    <message>
      <source>Ones with few commas</source>
      <translation>逗号少的</translation>
    </message>
    <message>
      <source>Ones with headings</source>
      <translation>带小标题的</translation>
    </message>
    <message>
      <source>Ones with many commas</source>
      <translation>逗号多的</translation>
    </message>
    <message>
      <source>Ones with numbered steps</source>
      <translation>分步编号的</translation>
    </message>
    <message>
      <source>Ones with quotation marks</source>
      <translation>带引号的</translation>
    </message>
    <message>
      <source>Ones with the constraints in other words</source>
      <translation>约束换种说法的</translation>
    </message>
    <message>
      <source>Ones with the constraints word for word</source>
      <translation>约束照原话说的</translation>
    </message>
    <message>
      <source>Ones with the input near the end</source>
      <translation>输入靠后的</translation>
    </message>
    <message>
      <source>Ones with the input near the start</source>
      <translation>输入靠前的</translation>
    </message>
    <message>
      <source>Ones with the name of the input</source>
      <translation>说出输入名称的</translation>
    </message>
    <message>
      <source>Ones with the name of the output</source>
      <translation>说出输出名称的</translation>
    </message>
    <message>
      <source>Ones with words of the answer</source>
      <translation>带有答案字词的</translation>
    </message>
    <message>
      <source>Ones without a colon before the input</source>
      <translation>输入前不用冒号的</translation>
    </message>
    <message>
      <source>Ones without headings</source>
      <translation>不带小标题的</translation>
    </message>
    <message>
      <source>Ones without numbered steps</source>
      <translation>不分步编号的</translation>
    </message>
    <message>
      <source>Ones without quotation marks</source>
      <translation>不带引号的</translation>
    </message>
    <message>
      <source>Ones without the name of the input</source>
      <translation>不说输入名称的</translation>
    </message>
    <message>
      <source>Ones without the name of the output</source>
      <translation>不说输出名称的</translation>
    </message>
    <message>
      <source>Ones without “please”</source>
      <translation>不用敬语的</translation>
    </message>
    <message>
      <source>Ones written by the model</source>
      <translation>模型生成的</translation>
    </message>
    <message>
      <source>Only a detail is missing</source>
      <translation>只缺一个细节</translation>
    </message>
    <message>
      <source>Only a record carries a judgement of one answer</source>
      <translation>只有条目才带有对单个回答的评判</translation>
    </message>
    <message>
      <source>Only after rewriting most of it</source>
      <translation>大部分重写之后才会</translation>
    </message>
    <message>
      <source>Only for this sample</source>
      <translation>只适用于这个样本</translation>
    </message>
    <message>
      <source>Open project</source>
      <translation>打开项目</translation>
    </message>
    <message>
      <source>Output correct</source>
      <translation>输出正确</translation>
    </message>
    <message>
      <source>Polite ones</source>
      <translation>有礼貌的</translation>
    </message>
    <message>
      <source>Preferences are learned by one process: start it by itself.</source>
      <translation>偏好由单个进程学习：单独启动它。</translation>
    </message>
    <message>
      <source>Preferences are learned from a file of pairs.</source>
      <translation>偏好要从偏好对文件中学习。</translation>
    </message>
    <message>
      <source>Preferences are learned with a beta above 0 and one step or more.</source>
      <translation>学习偏好需要大于 0 的 beta 和至少一步。</translation>
    </message>
    <message>
      <source>Preferences are not written as “{format}”; known are {known}.</source>
      <translation>偏好不能写成“{format}”；可用的有 {known}。</translation>
    </message>
    <message>
      <source>Proposal {number} does not wait for review.</source>
      <translation>条目 {number} 不在待审之列。</translation>
    </message>
    <message>
      <source>Proposing instructions…</source>
      <translation>正在构建候选…</translation>
    </message>
    <message>
      <source>Put a copy of your own in its place, or move it away to begin anew.</source>
      <translation>把自己的备份放回原处，或移走它重新开始。</translation>
    </message>
    <message>
      <source>Put it beside the folder “annotations”, or import from there</source>
      <translation>把它放在“annotations”文件夹旁边，或从那里导入</translation>
    </message>
    <message>
      <source>Put one item on each line</source>
      <translation>已改为每项一行</translation>
    </message>
    <message>
      <source>Put the file beside the list</source>
      <translation>把该文件放在清单旁边</translation>
    </message>
    <message>
      <source>Put the file beside the list, or leave the entry out</source>
      <translation>把该文件放在清单旁边，或删去这一项</translation>
    </message>
    <message>
      <source>Put the newest file of “{backups}” in its place.</source>
      <translation>把“{backups}”里最新的文件放回原处。</translation>
    </message>
    <message>
      <source>Put “�” there</source>
      <translation>已用“�”代替</translation>
    </message>
    <message>
      <source>Rate with {stars} stars</source>
      <translation>评为 {stars} 星</translation>
    </message>
    <message>
      <source>Rating</source>
      <translation>评价</translation>
    </message>
    <message>
      <source>Rating queues</source>
      <translation>评价队列</translation>
    </message>
    <message>
      <source>Rating…</source>
      <translation>正在评分…</translation>
    </message>
    <message>
      <source>Read all the same; name it under “columns”</source>
      <translation>仍然读取了；把它列入“columns”</translation>
    </message>
    <message>
      <source>Read as if it were there</source>
      <translation>已按有逗号读取</translation>
    </message>
    <message>
      <source>Read as {value}</source>
      <translation>已读作 {value}</translation>
    </message>
    <message>
      <source>Read as “\n” or “\t”</source>
      <translation>已读作“\n”或“\t”</translation>
    </message>
    <message>
      <source>Read curve</source>
      <translation>读取曲线</translation>
    </message>
    <message>
      <source>Read runs</source>
      <translation>读取训练记录</translation>
    </message>
    <message>
      <source>Read the methods</source>
      <translation>读取方法</translation>
    </message>
    <message>
      <source>Read the project</source>
      <translation>读取项目</translation>
    </message>
    <message>
      <source>Read the task</source>
      <translation>读取任务</translation>
    </message>
    <message>
      <source>Read what was learned</source>
      <translation>读取学到的习惯</translation>
    </message>
    <message>
      <source>Reading rows…</source>
      <translation>正在读取各行…</translation>
    </message>
    <message>
      <source>Reading the library…</source>
      <translation>正在读取指令库…</translation>
    </message>
    <message>
      <source>Reading “{url}”…</source>
      <translation>正在读取“{url}”……</translation>
    </message>
    <message>
      <source>Rebuild index</source>
      <translation>重建索引</translation>
    </message>
    <message>
      <source>Record {id} is not merged here.</source>
      <translation>条目 {id} 不在这次合并之中。</translation>
    </message>
    <message>
      <source>Records cannot be ordered by “{order}”: use one of {orders}.</source>
      <translation>条目不能按“{order}”排序：可用的有 {orders}。</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Remove annotation set</source>
      <translation>移除标注集</translation>
    </message>
    <message>
      <source>Remove evaluation</source>
      <translation>删除评测</translation>
    </message>
    <message>
      <source>Remove rating queue</source>
      <translation>移除评价队列</translation>
    </message>
    <message>
      <source>Remove the tag “{tag}”</source>
      <translation>移除标签“{tag}”</translation>
    </message>
    <message>
      <source>Rename evaluation</source>
      <translation>重命名评测</translation>
    </message>
    <message>
      <source>Rename the tag “{old}” to “{new}”</source>
      <translation>将标签“{old}”重命名为“{new}”</translation>
    </message>
    <message>
      <source>Replace “{find}” with “{put}”</source>
      <translation>将“{find}”替换为“{put}”</translation>
    </message>
    <message>
      <source>Restore “{file}”</source>
      <translation>还原“{file}”</translation>
    </message>
    <message>
      <source>Restoring the project…</source>
      <translation>正在还原项目…</translation>
    </message>
    <message>
      <source>Reword the pattern</source>
      <translation>改写模式文本</translation>
    </message>
    <message>
      <source>Roles with their prompts, as CSV or JSON</source>
      <translation>角色及其提示词；CSV 或 JSON</translation>
    </message>
    <message>
      <source>Row {line} of “{path}” has no task: {reason}</source>
      <translation>“{path}”第 {line} 行没有任务：{reason}</translation>
    </message>
    <message>
      <source>Row {line} of “{path}” has no “{name}”.</source>
      <translation>“{path}”第 {line} 行没有“{name}”。</translation>
    </message>
    <message>
      <source>Row {line} of “{path}” is no JSON object with a task, a system and a text.</source>
      <translation>“{path}”第 {line} 行不是带有 task、system 和 text 的 JSON 对象。</translation>
    </message>
    <message>
      <source>Samples of a task and what people wrote as its instruction</source>
      <translation>任务的样本，以及人们为它写的指令</translation>
    </message>
    <message>
      <source>Save template “{name}”</source>
      <translation>保存模板“{name}”</translation>
    </message>
    <message>
      <source>Save to library</source>
      <translation>保存到指令库</translation>
    </message>
    <message>
      <source>Save “{title}”</source>
      <translation>保存“{title}”</translation>
    </message>
    <message>
      <source>Say what to look for.</source>
      <translation>说明要查找什么。</translation>
    </message>
    <message>
      <source>Say which column does</source>
      <translation>指明哪一列是指令</translation>
    </message>
    <message>
      <source>Say which field does</source>
      <translation>指明哪个字段是指令</translation>
    </message>
    <message>
      <source>Say which text to replace.</source>
      <translation>要替换的文字不能为空。</translation>
    </message>
    <message>
      <source>Say which {field} is meant after “{field}:” (character {position}).</source>
      <translation>“{field}:”后面缺少内容（第 {position} 个字符）。</translation>
    </message>
    <message>
      <source>Says the form of the output</source>
      <translation>说明了输出形式</translation>
    </message>
    <message>
      <source>Score the edit</source>
      <translation>给修改打分</translation>
    </message>
    <message>
      <source>Scores are written to .csv or .jsonl, not to “{file}”.</source>
      <translation>分数只能写成 .csv 或 .jsonl，不能写成“{file}”。</translation>
    </message>
    <message>
      <source>Scores of a metric</source>
      <translation>指标得分</translation>
    </message>
    <message>
      <source>Set {fields}</source>
      <translation>设置 {fields}</translation>
    </message>
    <message>
      <source>Shorter</source>
      <translation>更短</translation>
    </message>
    <message>
      <source>Shorter ones</source>
      <translation>较短的</translation>
    </message>
    <message>
      <source>Sitemaps are listed in sitemaps without an end.</source>
      <translation>站点地图层层相套，没有尽头。</translation>
    </message>
    <message>
      <source>Some bytes are no text</source>
      <translation>有些字节不是文本</translation>
    </message>
    <message>
      <source>Some mistakes or stiff wording</source>
      <translation>有些错误或生硬</translation>
    </message>
    <message>
      <source>Something is missing before “{token}”.</source>
      <translation>“{token}”前面缺少内容。</translation>
    </message>
    <message>
      <source>Starter library</source>
      <translation>自带指令库</translation>
    </message>
    <message>
      <source>Stopped after {seconds} s.</source>
      <translation>{seconds} 秒后停止。</translation>
    </message>
    <message>
      <source>Stopped after {seconds} s: line {line} takes too long.</source>
      <translation>{seconds} 秒后停止：第 {line} 行耗时太长。</translation>
    </message>
    <message>
      <source>Stopped early: no better for {count} validations.</source>
      <translation>提前停止：连续 {count} 次验证没有进步。</translation>
    </message>
    <message>
      <source>Stopped; {count} evaluated rows are kept.</source>
      <translation>已停止，评测过的 {count} 行都保留。</translation>
    </message>
    <message>
      <source>Style</source>
      <translation>写作习惯</translation>
    </message>
    <message>
      <source>Super-NaturalInstructions: one task with many samples</source>
      <translation>Super-NaturalInstructions：一个任务配许多样本</translation>
    </message>
    <message>
      <source>Tag: {tags}</source>
      <translation>标签：{tags}</translation>
    </message>
    <message>
      <source>Take stars back</source>
      <translation>取消评分</translation>
    </message>
    <message>
      <source>Take the last verdict back</source>
      <translation>撤销上一个判定</translation>
    </message>
    <message>
      <source>Templates of PromptSource; they become templates here</source>
      <translation>PromptSource 的模板；导入后成为这里的模板</translation>
    </message>
    <message>
      <source>Tests for promptfoo, ready to run</source>
      <translation>可直接运行的 promptfoo 测试配置</translation>
    </message>
    <message>
      <source>The annotation set needs a name.</source>
      <translation>标注集要有名称。</translation>
    </message>
    <message>
      <source>The answer choices are made from the data</source>
      <translation>答案选项由数据生成</translation>
    </message>
    <message>
      <source>The answer is no text, so LLaMA-Factory would skip the row</source>
      <translation>回答不是文本，LLaMA-Factory 会跳过这一行</translation>
    </message>
    <message>
      <source>The backup “{path}” cannot be written: {reason}.</source>
      <translation>备份“{path}”无法写入：{reason}。</translation>
    </message>
    <message>
      <source>The bound of {count} bytes is reached.</source>
      <translation>已达到 {count} 字节的上限。</translation>
    </message>
    <message>
      <source>The bound of {count} minutes is reached.</source>
      <translation>已达到 {count} 分钟的上限。</translation>
    </message>
    <message>
      <source>The bound of {count} pages is reached.</source>
      <translation>已达到 {count} 页的上限。</translation>
    </message>
    <message>
      <source>The bracket at character {position} is never closed: close it, or put the text in quotation marks.</source>
      <translation>第 {position} 个字符处的括号没有闭合：补上右括号，或给这段文字加上引号。</translation>
    </message>
    <message>
      <source>The card of the model in {path} cannot be written ({reason}).</source>
      <translation>{path} 中模型的说明卡写不进去（{reason}）。</translation>
    </message>
    <message>
      <source>The card of this run does not say where training stood.</source>
      <translation>这次训练的卡片没有记录进度。</translation>
    </message>
    <message>
      <source>The catalogue has no “{id}”: look through its list.</source>
      <translation>目录中没有“{id}”：查看目录列表。</translation>
    </message>
    <message>
      <source>The catalogue has one id twice.</source>
      <translation>目录中有重复的标识。</translation>
    </message>
    <message>
      <source>The catalogue's entry “{entry}” is broken at “{key}”.</source>
      <translation>目录条目“{entry}”的“{key}”有误。</translation>
    </message>
    <message>
      <source>The chance must be from 0 to below 1, not {given}.</source>
      <translation>概率须不小于 0 且小于 1，不能是 {given}。</translation>
    </message>
    <message>
      <source>The checkpoint of step {step} could not be saved ({reason}): free some space. Training goes on.</source>
      <translation>第 {step} 步的检查点没有存上（{reason}）：腾出一些空间。训练继续进行。</translation>
    </message>
    <message>
      <source>The comparison was not kept: {why}</source>
      <translation>比较结果没有保存：{why}</translation>
    </message>
    <message>
      <source>The contact “{contact}” cannot be sent: use up to 200 plain letters, digits and signs.</source>
      <translation>联系方式“{contact}”无法发送：只能用不超过 200 个英文字母、数字和符号。</translation>
    </message>
    <message>
      <source>The conversation is more than questions and answers in turn</source>
      <translation>这段对话不只是依次的一问一答</translation>
    </message>
    <message>
      <source>The crawl was stopped.</source>
      <translation>抓取已停止。</translation>
    </message>
    <message>
      <source>The data has changed since this run began: {count} pairs now.</source>
      <translation>训练开始后数据变了：现在有 {count} 对。</translation>
    </message>
    <message>
      <source>The device has too little memory: choose a smaller model.</source>
      <translation>设备内存不足：换小一些的模型。</translation>
    </message>
    <message>
      <source>The display “{display}” does not answer: set DISPLAY to another.</source>
      <translation>显示器“{display}”没有应答：把 DISPLAY 改成别的。</translation>
    </message>
    <message>
      <source>The entry is no object</source>
      <translation>这一项不是对象</translation>
    </message>
    <message>
      <source>The entry names its columns but not this one, so LLaMA-Factory would not see it</source>
      <translation>这一项列出了各列却没有这一列，LLaMA-Factory 看不到它</translation>
    </message>
    <message>
      <source>The example is empty: give an input or an output.</source>
      <translation>样本是空的：给出输入或输出。</translation>
    </message>
    <message>
      <source>The fence that opens in line {at} is never closed</source>
      <translation>第 {at} 行开始的围栏始终没有闭合</translation>
    </message>
    <message>
      <source>The fence “record” is no JSON ({reason})</source>
      <translation>围栏“record”中的内容不是 JSON（{reason}）</translation>
    </message>
    <message>
      <source>The field “{field}” must be a list.</source>
      <translation>字段“{field}”应当是列表。</translation>
    </message>
    <message>
      <source>The field “{field}” must be a text.</source>
      <translation>字段“{field}”应当是文本。</translation>
    </message>
    <message>
      <source>The field “{field}” of the record “{record}” holds half of a character (a lone surrogate): remove it.</source>
      <translation>条目“{record}”的字段“{field}”里有半个字符（孤立的代理项）：删掉它。</translation>
    </message>
    <message>
      <source>The file begins with a byte order mark</source>
      <translation>文件以字节顺序标记（BOM）开头</translation>
    </message>
    <message>
      <source>The file ends in the middle of a sentence, unlike every other row</source>
      <translation>文件在半句话处结束，其他各行都不是这样</translation>
    </message>
    <message>
      <source>The file ends too early: {reason}</source>
      <translation>文件过早结束：{reason}</translation>
    </message>
    <message>
      <source>The file has samples but no instruction</source>
      <translation>文件中只有样本，没有指令</translation>
    </message>
    <message>
      <source>The file is in {encoding}, not UTF-8</source>
      <translation>文件的编码是 {encoding}，不是 UTF-8</translation>
    </message>
    <message>
      <source>The file is no XML that can be read.</source>
      <translation>这个文件不是可读的 XML。</translation>
    </message>
    <message>
      <source>The file {path} cannot be read.</source>
      <translation>文件 {path} 无法读取。</translation>
    </message>
    <message>
      <source>The file {path} is not UTF-8 text.</source>
      <translation>文件 {path} 不是 UTF-8 文本。</translation>
    </message>
    <message>
      <source>The file “{file}” of “{name}” cannot be read: {reason}</source>
      <translation>“{name}”的文件“{file}”无法读取：{reason}</translation>
    </message>
    <message>
      <source>The file “{file}” of “{name}” is not there</source>
      <translation>找不到“{name}”的文件“{file}”</translation>
    </message>
    <message>
      <source>The file “{path}” cannot be read.</source>
      <translation>文件“{path}”无法读取。</translation>
    </message>
    <message>
      <source>The folder “{path}” cannot be made ({reason}): choose another place.</source>
      <translation>文件夹“{path}”无法创建（{reason}）：换一个位置。</translation>
    </message>
    <message>
      <source>The helper process did not start within {seconds} s: try again when the machine is less busy.</source>
      <translation>辅助进程 {seconds} 秒内没能启动：等机器空一些再试。</translation>
    </message>
    <message>
      <source>The helper process ended unexpectedly (exit code {code}).</source>
      <translation>辅助进程意外结束（退出码 {code}）。</translation>
    </message>
    <message>
      <source>The helper process gave no sign of life for {seconds} s and was ended.</source>
      <translation>辅助进程 {seconds} 秒没有反应，已结束。</translation>
    </message>
    <message>
      <source>The history is no list of pairs of user and assistant</source>
      <translation>对话历史不是由用户与助手成对的发言组成的列表</translation>
    </message>
    <message>
      <source>The host “{host}” is not known.</source>
      <translation>找不到主机“{host}”。</translation>
    </message>
    <message>
      <source>The instruction is empty</source>
      <translation>指令是空的</translation>
    </message>
    <message>
      <source>The instruction is empty in both languages</source>
      <translation>两种语言的指令都是空的</translation>
    </message>
    <message>
      <source>The instruction is empty: write one, or reject.</source>
      <translation>指令是空的：写一条，或不采用这一行。</translation>
    </message>
    <message>
      <source>The instruction is empty: write one.</source>
      <translation>指令是空的：写一条。</translation>
    </message>
    <message>
      <source>The instruction is missing in one language</source>
      <translation>有一种语言缺少指令</translation>
    </message>
    <message>
      <source>The judgement is neither true nor false</source>
      <translation>评判既不是 true 也不是 false</translation>
    </message>
    <message>
      <source>The judgement is not true or false, so LLaMA-Factory would not see it</source>
      <translation>评判不是 true 或 false，LLaMA-Factory 看不到它</translation>
    </message>
    <message>
      <source>The key is given twice</source>
      <translation>同一个键出现了两次</translation>
    </message>
    <message>
      <source>The leading process could not begin.</source>
      <translation>主进程没能开始。</translation>
    </message>
    <message>
      <source>The library has no instruction near this task: import some, or save ones that you like.</source>
      <translation>指令库里没有与这个任务相近的指令：导入一些，或保存喜欢的候选。</translation>
    </message>
    <message>
      <source>The library has the same with other fields beside it</source>
      <translation>指令库中已有相同的内容，只是附带的字段不同</translation>
    </message>
    <message>
      <source>The library was changed since: undo that first.</source>
      <translation>此后指令库又有改动：先撤销那些改动。</translation>
    </message>
    <message>
      <source>The licence is none of those that were asked for</source>
      <translation>许可不在所选的许可之列</translation>
    </message>
    <message>
      <source>The likeness must be between {lowest} and 1, not {given}.</source>
      <translation>相似度必须在 {lowest} 与 1 之间，不能是 {given}。</translation>
    </message>
    <message>
      <source>The loops of the template go through more than {limit} rounds.</source>
      <translation>模板的循环超过 {limit} 轮。</translation>
    </message>
    <message>
      <source>The loss was not a number: back to step {step} with half the rate.</source>
      <translation>损失不是数：学习率减半，退回第 {step} 步。</translation>
    </message>
    <message>
      <source>The main point is missing</source>
      <translation>缺少要点</translation>
    </message>
    <message>
      <source>The method stopped: {error}.</source>
      <translation>方法中断：{error}。</translation>
    </message>
    <message>
      <source>The model cannot be written to {path}: {reason}.</source>
      <translation>模型无法写入 {path}：{reason}。</translation>
    </message>
    <message>
      <source>The model in {path} cannot be read ({reason}): see that the disk is there and the folder may be read.</source>
      <translation>无法读取 {path} 中的模型（{reason}）：检查磁盘是否连接、文件夹是否可读。</translation>
    </message>
    <message>
      <source>The model in {path} cannot be trained further.</source>
      <translation>{path} 里的模型不能继续训练。</translation>
    </message>
    <message>
      <source>The model in {path} cannot be used: its {file} does not say “{field}”.</source>
      <translation>{path} 中的模型无法使用：其 {file} 没有写明“{field}”。</translation>
    </message>
    <message>
      <source>The model in {path} cannot be used: its {file} names the architecture “{name}”, and this program knows {known}.</source>
      <translation>{path} 中的模型无法使用：其 {file} 写的架构是“{name}”，而本程序只认识 {known}。</translation>
    </message>
    <message>
      <source>The model in {path} cannot be used: “{name}” in its {file} has values that are no numbers.</source>
      <translation>{path} 中的模型无法使用：其 {file} 中的“{name}”含有不是数的值。</translation>
    </message>
    <message>
      <source>The model in {path} has format {found}; this program reads {known}.</source>
      <translation>{path} 里的模型格式是 {found}；本程序能读 {known}。</translation>
    </message>
    <message>
      <source>The model in {path} is damaged: {file} is not as it was saved. Import or train it again.</source>
      <translation>{path} 里的模型已损坏：{file} 与保存时不同。重新导入或训练。</translation>
    </message>
    <message>
      <source>The model this run began from is gone: nothing of it is averaged in.</source>
      <translation>此次训练起点的模型已不在，不再与它取平均。</translation>
    </message>
    <message>
      <source>The model {path} cannot be read: {reason}.</source>
      <translation>模型 {path} 无法读取：{reason}。</translation>
    </message>
    <message>
      <source>The model “{name}” cannot be deleted.</source>
      <translation>模型“{name}”不能删除。</translation>
    </message>
    <message>
      <source>The model “{name}” writes nothing usable yet: train it further.</source>
      <translation>模型“{name}”还写不出可用的指令：继续训练。</translation>
    </message>
    <message>
      <source>The models could not be compared, so the one before stays in use: {why}</source>
      <translation>无法比较模型，因此继续使用之前的模型：{why}</translation>
    </message>
    <message>
      <source>The option “{key}” cannot be “{value}”.</source>
      <translation>选项“{key}”不能是“{value}”。</translation>
    </message>
    <message>
      <source>The other one gives the answer away</source>
      <translation>另一条泄露了答案</translation>
    </message>
    <message>
      <source>The page is empty or cannot be read.</source>
      <translation>页面是空的，或者无法读取。</translation>
    </message>
    <message>
      <source>The page is larger than {limit} bytes.</source>
      <translation>页面超过 {limit} 字节。</translation>
    </message>
    <message>
      <source>The page is packed in a way that is not read (“{encoding}”).</source>
      <translation>页面的压缩方式（“{encoding}”）不受支持。</translation>
    </message>
    <message>
      <source>The page is packed wrongly.</source>
      <translation>页面的压缩数据有误。</translation>
    </message>
    <message>
      <source>The pattern is empty, or holds “|||”, which parts it there</source>
      <translation>模式文本是空的，或含有会把它断开的“|||”</translation>
    </message>
    <message>
      <source>The preset has no name: give it one.</source>
      <translation>这组预设没有名称：给它起个名称。</translation>
    </message>
    <message>
      <source>The project has no backup yet.</source>
      <translation>项目还没有备份。</translation>
    </message>
    <message>
      <source>The project has no template “{id}” of its own.</source>
      <translation>项目没有自己的模板“{id}”。</translation>
    </message>
    <message>
      <source>The project “{folder}” cannot be written to: check the permissions of the folder and its files.</source>
      <translation>项目“{folder}”无法写入：检查文件夹和文件的权限。</translation>
    </message>
    <message>
      <source>The project “{folder}” was written by a newer version of this program: install that version to open it.</source>
      <translation>项目“{folder}”由更新版本的程序写成：安装新版本再打开。</translation>
    </message>
    <message>
      <source>The project's file “{file}” cannot be read or written: check that the disk is there and has room.</source>
      <translation>项目文件“{file}”无法读写：检查磁盘是否连接且有可用空间。</translation>
    </message>
    <message>
      <source>The project's file “{file}” is damaged.</source>
      <translation>项目文件“{file}”已损坏。</translation>
    </message>
    <message>
      <source>The project's file “{file}” is damaged: {what}.</source>
      <translation>项目文件“{file}”已损坏：{what}。</translation>
    </message>
    <message>
      <source>The quotation mark at character {position} is never closed: close it, or leave it out.</source>
      <translation>第 {position} 个字符处的引号没有闭合：补上右引号，或去掉它。</translation>
    </message>
    <message>
      <source>The raters agree roughly: good for tentative conclusions.</source>
      <translation>评分者大致一致，可得出初步结论。</translation>
    </message>
    <message>
      <source>The raters agree too little: talk about the criteria before going on.</source>
      <translation>评分者一致性太低，继续之前宜先商讨标准。</translation>
    </message>
    <message>
      <source>The raters agree: the verdicts can be relied on.</source>
      <translation>评分者一致，评判可信。</translation>
    </message>
    <message>
      <source>The record carries no judgement of its answer</source>
      <translation>这一条没有对回答的评判</translation>
    </message>
    <message>
      <source>The record has no answer that was chosen</source>
      <translation>这一条没有选中的回答</translation>
    </message>
    <message>
      <source>The record has no answer that was judged</source>
      <translation>这一条没有被评判的回答</translation>
    </message>
    <message>
      <source>The record has no answer that was rejected</source>
      <translation>这一条没有落选的回答</translation>
    </message>
    <message>
      <source>The record has no instruction</source>
      <translation>这一条没有指令</translation>
    </message>
    <message>
      <source>The record has no output, so nobody answers</source>
      <translation>这一条没有输出，对话中就没有回答</translation>
    </message>
    <message>
      <source>The record has no output, so there is nothing to train on</source>
      <translation>这一条没有输出，无从训练</translation>
    </message>
    <message>
      <source>The record {id} has no version {operation}.</source>
      <translation>记录 {id} 没有版本 {operation}。</translation>
    </message>
    <message>
      <source>The roles do not take turns, so LLaMA-Factory would skip the row</source>
      <translation>各角色没有轮流发言，LLaMA-Factory 会跳过这一行</translation>
    </message>
    <message>
      <source>The row cannot be read ({reason}); nothing after it was read</source>
      <translation>这一行无法读取（{reason}）；其后的内容都没有读取</translation>
    </message>
    <message>
      <source>The row has no instruction</source>
      <translation>这一行没有指令</translation>
    </message>
    <message>
      <source>The row has {cells} cells, the header {header}</source>
      <translation>这一行有 {cells} 个单元格，表头有 {header} 个</translation>
    </message>
    <message>
      <source>The row is not valid JSON (line {line}: {reason})</source>
      <translation>这一行不是有效的 JSON（第 {line} 行：{reason}）</translation>
    </message>
    <message>
      <source>The row is not valid YAML (line {line}: {reason})</source>
      <translation>这一行不是有效的 YAML（第 {line} 行：{reason}）</translation>
    </message>
    <message>
      <source>The row is {kind}, not an object</source>
      <translation>这一行是{kind}，不是对象</translation>
    </message>
    <message>
      <source>The row says the same as row {number}</source>
      <translation>这一行与第 {number} 行内容相同</translation>
    </message>
    <message>
      <source>The row says what one before says</source>
      <translation>这一行与前面的某一行内容相同</translation>
    </message>
    <message>
      <source>The rule is removed.</source>
      <translation>规则已移除。</translation>
    </message>
    <message>
      <source>The run could not be saved in {path} ({reason}): free some space.</source>
      <translation>训练没能存到 {path}（{reason}）：腾出一些空间。</translation>
    </message>
    <message>
      <source>The run could not be saved in {path} ({reason}): see that the disk is there and the folder may be written.</source>
      <translation>训练无法保存到 {path}（{reason}）：检查磁盘是否连接、文件夹是否可写。</translation>
    </message>
    <message>
      <source>The run was trained with {key} = {found}, not {wanted}.</source>
      <translation>训练时 {key} = {found}，不是 {wanted}。</translation>
    </message>
    <message>
      <source>The run “{name}” is complete at step {step}: give more steps.</source>
      <translation>训练“{name}”在第 {step} 步已完成：增加步数。</translation>
    </message>
    <message>
      <source>The search index cannot be read: rebuild it.</source>
      <translation>搜索索引无法读取：重建索引。</translation>
    </message>
    <message>
      <source>The search index cannot be written ({reason}): see that the disk has room.</source>
      <translation>搜索索引无法写入（{reason}）：检查磁盘空间。</translation>
    </message>
    <message>
      <source>The search index does not fit the project: rebuild it.</source>
      <translation>搜索索引与项目不符：重建索引。</translation>
    </message>
    <message>
      <source>The search index was damaged and has been built anew. Your records are untouched.</source>
      <translation>搜索索引已损坏，现已重建。条目没有受影响。</translation>
    </message>
    <message>
      <source>The search is empty: type what to look for.</source>
      <translation>搜索是空的：输入要找的内容。</translation>
    </message>
    <message>
      <source>The setting “{key}” cannot be “{value}”.</source>
      <translation>设置“{key}”不能是“{value}”。</translation>
    </message>
    <message>
      <source>The settings cannot be written to “{file}” ({reason}).</source>
      <translation>设置无法写入“{file}”（{reason}）。</translation>
    </message>
    <message>
      <source>The settings in “{file}” cannot be used, so the defaults are: {reason}</source>
      <translation>“{file}”里的设置无法使用，已改用默认值：{reason}</translation>
    </message>
    <message>
      <source>The share must be above 0 and at most 1, not {given}.</source>
      <translation>比例须大于 0 且不超过 1，不能是 {given}。</translation>
    </message>
    <message>
      <source>The shares of validation and test lie between 0 and 1, and are less than 1 together.</source>
      <translation>验证集和测试集的比例都在 0 和 1 之间，合起来小于 1。</translation>
    </message>
    <message>
      <source>The site answered with {status}.</source>
      <translation>网站的回答是 {status}。</translation>
    </message>
    <message>
      <source>The site asks to come back in {seconds} seconds.</source>
      <translation>网站要求 {seconds} 秒之后再来。</translation>
    </message>
    <message>
      <source>The site's robots.txt cannot be read at present ({status}), so nothing is fetched there.</source>
      <translation>网站的 robots.txt 目前读不到（{status}），所以不抓取它的任何页面。</translation>
    </message>
    <message>
      <source>The site's robots.txt does not allow it.</source>
      <translation>网站的 robots.txt 不允许。</translation>
    </message>
    <message>
      <source>The slot “{name}” must be used and is not.</source>
      <translation>必需的槽位“{name}”没有用到。</translation>
    </message>
    <message>
      <source>The starter library is damaged in {file}, line {line}: install the program again.</source>
      <translation>自带指令库的 {file} 第 {line} 行已损坏：重新安装程序。</translation>
    </message>
    <message>
      <source>The tag has no name: give it one.</source>
      <translation>标签没有名称：为它命名。</translation>
    </message>
    <message>
      <source>The tag “{name}” is not used in templates.</source>
      <translation>模板里不用标记“{name}”。</translation>
    </message>
    <message>
      <source>The task has {count} instances</source>
      <translation>这个任务有 {count} 个实例</translation>
    </message>
    <message>
      <source>The task is empty: give a description, an input or an output.</source>
      <translation>任务是空的：写下描述、输入或输出。</translation>
    </message>
    <message>
      <source>The task type has no name: give it one.</source>
      <translation>任务类型没有名称：起一个名称。</translation>
    </message>
    <message>
      <source>The template also writes the answer</source>
      <translation>这个模板还写出了回答</translation>
    </message>
    <message>
      <source>The template cannot be run: {reason}.</source>
      <translation>模板无法运行：{reason}。</translation>
    </message>
    <message>
      <source>The template file {file} is broken at “{key}”: {reason}.</source>
      <translation>模板文件 {file} 的“{key}”有错：{reason}。</translation>
    </message>
    <message>
      <source>The template has no id: give it one.</source>
      <translation>模板没有编号：起一个编号。</translation>
    </message>
    <message>
      <source>The template has no text before the answer</source>
      <translation>这个模板在回答之前没有文本</translation>
    </message>
    <message>
      <source>The template has no {slot}: the input gets no place.</source>
      <translation>模板没有 {slot}：输入没有位置。</translation>
    </message>
    <message>
      <source>The template is longer than {limit} characters.</source>
      <translation>模板超过 {limit} 字。</translation>
    </message>
    <message>
      <source>The template is not valid YAML (line {line}: {reason})</source>
      <translation>这个模板不是有效的 YAML（第 {line} 行：{reason}）</translation>
    </message>
    <message>
      <source>The template is too deeply nested or has too large a number.</source>
      <translation>模板嵌套太深，或有太大的数。</translation>
    </message>
    <message>
      <source>The template is too deeply nested.</source>
      <translation>模板嵌套太深。</translation>
    </message>
    <message>
      <source>The template makes more than {limit} characters.</source>
      <translation>模板生成的内容超过 {limit} 字。</translation>
    </message>
    <message>
      <source>The text holds half of a character: remove it.</source>
      <translation>文本里有半个字符：把它删掉。</translation>
    </message>
    <message>
      <source>The text is longer than a cell may be ({count:,})</source>
      <translation>文本超过了单元格的长度上限（{count:,} 个字符）</translation>
    </message>
    <message>
      <source>The texts of the pairs differ in nothing that a model writes.</source>
      <translation>各对文本在模型所写的内容上没有差别。</translation>
    </message>
    <message>
      <source>The tokenizer in {path} has {found} tokens, the model {known}.</source>
      <translation>{path} 里的分词器有 {found} 个词元，模型有 {known} 个。</translation>
    </message>
    <message>
      <source>The tokenizer {path} cannot be read.</source>
      <translation>分词器 {path} 无法读取。</translation>
    </message>
    <message>
      <source>The training process ended unexpectedly (exit code {code}) before the run began: try again.</source>
      <translation>训练还没开始，训练进程就意外结束了（退出码 {code}）：重试一次。</translation>
    </message>
    <message>
      <source>The training process ended unexpectedly (exit code {code}): the run is paused at step {step}, resume it.</source>
      <translation>训练进程意外结束（退出码 {code}）：训练停在第 {step} 步，可以继续。</translation>
    </message>
    <message>
      <source>The training process gave no sign of life for {seconds} s and was ended before the run began: try again.</source>
      <translation>训练进程 {seconds} 秒没有反应，在训练开始前已结束：再试一次。</translation>
    </message>
    <message>
      <source>The training process gave no sign of life for {seconds} s and was ended: the checkpoint of step {step} is kept, Resume goes on from there.</source>
      <translation>训练进程 {seconds} 秒没有反应，已结束：第 {step} 步的检查点已保留，按“继续”从那里接着训练。</translation>
    </message>
    <message>
      <source>The turns do not end with an answer, so LLaMA-Factory would not see the choice</source>
      <translation>对话没有以回答结束，LLaMA-Factory 看不到这个选择</translation>
    </message>
    <message>
      <source>The turns do not end with an answer, so LLaMA-Factory would skip the row</source>
      <translation>对话没有以回答结束，LLaMA-Factory 会跳过这一行</translation>
    </message>
    <message>
      <source>The two answers are {found}, so LLaMA-Factory would skip the row</source>
      <translation>两个回答{found}，LLaMA-Factory 会跳过这一行</translation>
    </message>
    <message>
      <source>The value is a list</source>
      <translation>这个值是列表</translation>
    </message>
    <message>
      <source>The value is no list</source>
      <translation>这个值不是列表</translation>
    </message>
    <message>
      <source>The value is no number (NaN)</source>
      <translation>这个值不是数（NaN）</translation>
    </message>
    <message>
      <source>The value is no text (NaN)</source>
      <translation>这个值不是文本（NaN）</translation>
    </message>
    <message>
      <source>The value is {kind}, not a text</source>
      <translation>这个值是{kind}，不是文本</translation>
    </message>
    <message>
      <source>The {file} in {path} is not the one its model was trained with.</source>
      <translation>{path} 中的 {file} 不是训练该模型时所用的文件。</translation>
    </message>
    <message>
      <source>There are several answers</source>
      <translation>有多个回答</translation>
    </message>
    <message>
      <source>There are {count} instructions to learn from; {least} are needed.</source>
      <translation>可供学习的指令有 {count} 条；至少要 {least} 条。</translation>
    </message>
    <message>
      <source>There are {count} pairs of {tasks} tasks to learn from; {least} pairs of {least_tasks} tasks are needed.</source>
      <translation>可学习的有 {tasks} 个任务的 {count} 对；需要 {least_tasks} 个任务的 {least} 对。</translation>
    </message>
    <message>
      <source>There are {processes} processes for {devices} CUDA devices: start one for each device.</source>
      <translation>{processes} 个进程对 {devices} 个 CUDA 设备：每个设备启动一个进程。</translation>
    </message>
    <message>
      <source>There is a list “{path}” already and it cannot be read: mend it, or choose another folder.</source>
      <translation>已有清单“{path}”，但读不了：修好它，或换一个文件夹。</translation>
    </message>
    <message>
      <source>There is a model “{name}” already: choose another name.</source>
      <translation>已有模型“{name}”：换一个名称。</translation>
    </message>
    <message>
      <source>There is a rating queue “{name}” already.</source>
      <translation>已有名为“{name}”的评分队列。</translation>
    </message>
    <message>
      <source>There is a run “{name}” already: choose another name.</source>
      <translation>已有训练“{name}”：换一个名称。</translation>
    </message>
    <message>
      <source>There is a “{path}” that this program did not write: choose an empty folder.</source>
      <translation>已有“{path}”，不是本程序写的：换一个空文件夹。</translation>
    </message>
    <message>
      <source>There is an annotation set “{name}” already: choose another name.</source>
      <translation>已经有标注集“{name}”：换一个名称。</translation>
    </message>
    <message>
      <source>There is more than one message</source>
      <translation>消息不止一条</translation>
    </message>
    <message>
      <source>There is no annotation set “{name}”.</source>
      <translation>没有标注集“{name}”。</translation>
    </message>
    <message>
      <source>There is no answer of an assistant</source>
      <translation>没有助手的回答</translation>
    </message>
    <message>
      <source>There is no answer to keep.</source>
      <translation>没有可保存的回答。</translation>
    </message>
    <message>
      <source>There is no architecture “{name}”.</source>
      <translation>没有结构“{name}”。</translation>
    </message>
    <message>
      <source>There is no backup “{path}”.</source>
      <translation>没有备份“{path}”。</translation>
    </message>
    <message>
      <source>There is no construction {id}.</source>
      <translation>没有构建 {id}。</translation>
    </message>
    <message>
      <source>There is no crawl {number}.</source>
      <translation>没有编号为 {number} 的抓取。</translation>
    </message>
    <message>
      <source>There is no criterion “{name}” here: choose of {known}.</source>
      <translation>这里没有标准“{name}”，可选：{known}。</translation>
    </message>
    <message>
      <source>There is no decision to take back.</source>
      <translation>没有可以收回的决定。</translation>
    </message>
    <message>
      <source>There is no device “{device}”.</source>
      <translation>没有设备“{device}”。</translation>
    </message>
    <message>
      <source>There is no display to open a window on: use the command line, see instrstudio --help.</source>
      <translation>没有可以打开窗口的显示器：改用命令行，用法见 instrstudio --help。</translation>
    </message>
    <message>
      <source>There is no evaluation {id}.</source>
      <translation>没有编号为 {id} 的评测。</translation>
    </message>
    <message>
      <source>There is no file {path}.</source>
      <translation>没有文件 {path}。</translation>
    </message>
    <message>
      <source>There is no file “{path}”.</source>
      <translation>没有文件“{path}”。</translation>
    </message>
    <message>
      <source>There is no filter “{field}:” (character {position}); there are tag:, type:, lang:, rating:, source:, licence: and created:.</source>
      <translation>没有“{field}:”这种筛选（第 {position} 个字符）；可用的有 tag:、type:、lang:、rating:、source:、licence: 和 created:。</translation>
    </message>
    <message>
      <source>There is no filter “{name}”.</source>
      <translation>没有过滤器“{name}”。</translation>
    </message>
    <message>
      <source>There is no filter “{name}”; did you mean “{fix}”?</source>
      <translation>没有过滤器“{name}”；是不是“{fix}”？</translation>
    </message>
    <message>
      <source>There is no format “{name}”; known are {known}.</source>
      <translation>没有格式“{name}”；可用的有 {known}。</translation>
    </message>
    <message>
      <source>There is no list of turns</source>
      <translation>没有由各轮对话组成的列表</translation>
    </message>
    <message>
      <source>There is no method “{name}”; choose among {known}.</source>
      <translation>没有方法“{name}”；可选 {known}。</translation>
    </message>
    <message>
      <source>There is no metric “{name}”; choose among {known}.</source>
      <translation>没有指标“{name}”；可选的有：{known}。</translation>
    </message>
    <message>
      <source>There is no model in {path}.</source>
      <translation>{path} 里没有模型。</translation>
    </message>
    <message>
      <source>There is no model to begin from: train or import one.</source>
      <translation>没有可以开始的模型：先训练或导入一个。</translation>
    </message>
    <message>
      <source>There is no model to generate with: train or import one.</source>
      <translation>没有可用于生成的模型：训练或导入一个。</translation>
    </message>
    <message>
      <source>There is no model “{name}”.</source>
      <translation>没有模型“{name}”。</translation>
    </message>
    <message>
      <source>There is no pair to compare: no task has different texts of two systems.</source>
      <translation>没有可比较的成对文本：没有任务同时有两个系统的不同文本。</translation>
    </message>
    <message>
      <source>There is no preference to export: choose, edit or rate candidates first, or ask for other rules.</source>
      <translation>没有可导出的偏好：先选用、编辑或评价候选，或换用其他规则。</translation>
    </message>
    <message>
      <source>There is no preset “{name}” for this; known are {known}.</source>
      <translation>这里没有预设“{name}”；已有的是 {known}。</translation>
    </message>
    <message>
      <source>There is no preset “{name}” of “{architecture}”.</source>
      <translation>“{architecture}”没有预设“{name}”。</translation>
    </message>
    <message>
      <source>There is no project in “{folder}”.</source>
      <translation>“{folder}”中没有项目。</translation>
    </message>
    <message>
      <source>There is no rating queue “{name}”.</source>
      <translation>没有名为“{name}”的评分队列。</translation>
    </message>
    <message>
      <source>There is no record {id}.</source>
      <translation>没有条目 {id}。</translation>
    </message>
    <message>
      <source>There is no room left on the disk of “{folder}”: make some and try again.</source>
      <translation>“{folder}”所在磁盘已满：腾出空间后重试。</translation>
    </message>
    <message>
      <source>There is no rule “{name}”.</source>
      <translation>没有规则“{name}”。</translation>
    </message>
    <message>
      <source>There is no rule “{rule}” for pairs; known are {known}.</source>
      <translation>没有名为“{rule}”的配对规则；可用的有 {known}。</translation>
    </message>
    <message>
      <source>There is no run {id}.</source>
      <translation>没有训练 {id}。</translation>
    </message>
    <message>
      <source>There is no run “{name}”.</source>
      <translation>没有训练“{name}”。</translation>
    </message>
    <message>
      <source>There is no saved search “{name}”.</source>
      <translation>没有名为“{name}”的已存搜索。</translation>
    </message>
    <message>
      <source>There is no search index yet: build it.</source>
      <translation>还没有搜索索引：建立索引。</translation>
    </message>
    <message>
      <source>There is no slot “{name}”.</source>
      <translation>没有槽位“{name}”。</translation>
    </message>
    <message>
      <source>There is no slot “{name}”; did you mean “{fix}”?</source>
      <translation>没有槽位“{name}”；是不是“{fix}”？</translation>
    </message>
    <message>
      <source>There is no tag “{name}”.</source>
      <translation>没有标记“{name}”。</translation>
    </message>
    <message>
      <source>There is no template “{id}”.</source>
      <translation>没有模板“{id}”。</translation>
    </message>
    <message>
      <source>There is no test “{name}”.</source>
      <translation>没有判断“{name}”。</translation>
    </message>
    <message>
      <source>There is no test “{name}”; did you mean “{fix}”?</source>
      <translation>没有判断“{name}”；是不是“{fix}”？</translation>
    </message>
    <message>
      <source>There is no variant to write.</source>
      <translation>没有可写出的变体。</translation>
    </message>
    <message>
      <source>There is no verdict of yours to take back here.</source>
      <translation>这里没有可收回的评价。</translation>
    </message>
    <message>
      <source>There is no verdict “{verdict}”; choose among {known}.</source>
      <translation>没有“{verdict}”这种判定；可用的有 {known}。</translation>
    </message>
    <message>
      <source>There is no version {number}.</source>
      <translation>没有版本 {number}。</translation>
    </message>
    <message>
      <source>There is no {kind} {id}.</source>
      <translation>没有 {kind} {id}。</translation>
    </message>
    <message>
      <source>There is nothing to annotate: no row has a task.</source>
      <translation>没有可标注的内容：没有一行是任务。</translation>
    </message>
    <message>
      <source>There is nothing to export: no record of yours matches “{query}”.</source>
      <translation>没有可导出的内容：自己的条目都不符合“{query}”。</translation>
    </message>
    <message>
      <source>There is nothing to export: no row of “{name}” is settled.</source>
      <translation>没有可导出的内容：“{name}”还没有已定的行。</translation>
    </message>
    <message>
      <source>There is nothing to export: nobody has judged a row of “{name}”.</source>
      <translation>没有可导出的内容：“{name}”还没有人判定过。</translation>
    </message>
    <message>
      <source>There is nothing to export: none of the {count} records chosen has such a rating and licence.</source>
      <translation>没有可导出的内容：选中的 {count} 条记录都不符合所要求的评分和许可。</translation>
    </message>
    <message>
      <source>There is nothing to export: of the {count} records chosen none fits the format ({reason}).</source>
      <translation>没有可导出的内容：选中的 {count} 条记录都不适合这种格式（{reason}）。</translation>
    </message>
    <message>
      <source>There is nothing to export: the library holds no record of yours; records of the starter library stay out unless you ask for them.</source>
      <translation>没有可导出的内容：指令库里没有自己的条目；自带指令默认不导出。</translation>
    </message>
    <message>
      <source>There is nothing to export: the project has no own template.</source>
      <translation>没有可导出的内容：项目里没有自己的模板。</translation>
    </message>
    <message>
      <source>There is nothing to rate.</source>
      <translation>没有可评分的内容。</translation>
    </message>
    <message>
      <source>This format holds records only</source>
      <translation>这种格式只能保存条目</translation>
    </message>
    <message>
      <source>This format holds templates only</source>
      <translation>这种格式只能保存模板</translation>
    </message>
    <message>
      <source>This format is only read</source>
      <translation>这种格式只能读取，不能写入</translation>
    </message>
    <message>
      <source>This format is only written</source>
      <translation>这种格式只能写入，不能读取</translation>
    </message>
    <message>
      <source>This is no list of style rules: choose a file that was exported.</source>
      <translation>这不是风格规则的列表：选择导出的文件。</translation>
    </message>
    <message>
      <source>This line begins like JSON but is none: {line}</source>
      <translation>这一行像 JSON 却不是：{line}</translation>
    </message>
    <message>
      <source>Time presets</source>
      <translation>测量预设时间</translation>
    </message>
    <message>
      <source>Too little memory: going on with batches of {count} tokens.</source>
      <translation>内存不足：改用每批 {count} 个词元继续。</translation>
    </message>
    <message>
      <source>Took it as an input</source>
      <translation>已当作输入</translation>
    </message>
    <message>
      <source>Took it as the only item</source>
      <translation>已当作唯一的一项</translation>
    </message>
    <message>
      <source>Took the first of each</source>
      <translation>每个样本只取了第一个</translation>
    </message>
    <message>
      <source>Took the first {count} as samples</source>
      <translation>只取了前 {count} 个作样本</translation>
    </message>
    <message>
      <source>Took the last one</source>
      <translation>已取最后一个</translation>
    </message>
    <message>
      <source>Took the last question; kept the whole beside it</source>
      <translation>已取最后一个提问；整段对话附带保存</translation>
    </message>
    <message>
      <source>Took the missing ones as empty</source>
      <translation>缺少的已当作空白</translation>
    </message>
    <message>
      <source>Took the {name} one alone</source>
      <translation>只取了{name}的指令</translation>
    </message>
    <message>
      <source>Training diverges: choose a smaller learning rate.</source>
      <translation>训练发散：把学习率调小。</translation>
    </message>
    <message>
      <source>Training {name}</source>
      <translation>训练 {name}</translation>
    </message>
    <message>
      <source>Try again; the project is not affected.</source>
      <translation>重试；项目不受影响。</translation>
    </message>
    <message>
      <source>Turn {number} is no object</source>
      <translation>第 {number} 轮不是对象</translation>
    </message>
    <message>
      <source>Two answers to choose from, for LLaMA-Factory</source>
      <translation>供选择的两个回答，用于 LLaMA-Factory</translation>
    </message>
    <message>
      <source>Two answers to choose from, for OpenAI</source>
      <translation>供选择的两个回答，用于 OpenAI</translation>
    </message>
    <message>
      <source>Two answers to choose from, for TRL</source>
      <translation>供选择的两个回答，用于 TRL</translation>
    </message>
    <message>
      <source>Unarchive records</source>
      <translation>取回归档的条目</translation>
    </message>
    <message>
      <source>Understood on the second reading</source>
      <translation>读第二遍才懂</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Update index</source>
      <translation>更新索引</translation>
    </message>
    <message>
      <source>Use for generation</source>
      <translation>用于生成</translation>
    </message>
    <message>
      <source>Use the model “{name}”</source>
      <translation>使用模型“{name}”</translation>
    </message>
    <message>
      <source>Usefulness</source>
      <translation>有用</translation>
    </message>
    <message>
      <source>Valid task</source>
      <translation>任务成立</translation>
    </message>
    <message>
      <source>Verdicts go to a file in .csv or .jsonl, not “{path}”.</source>
      <translation>评判只能导出到 .csv 或 .jsonl 文件，不能是“{path}”。</translation>
    </message>
    <message>
      <source>Waiting {seconds} s before asking “{site}”…</source>
      <translation>等待 {seconds} 秒后再访问“{site}”……</translation>
    </message>
    <message>
      <source>What is packed in “{file}” is something else.</source>
      <translation>“{file}”中压缩的是其他内容。</translation>
    </message>
    <message>
      <source>Would you send it to a model as it stands?</source>
      <translation>会原样发给模型吗？</translation>
    </message>
    <message>
      <source>Write alpaca, sharegpt or openai</source>
      <translation>写成 alpaca、sharegpt 或 openai</translation>
    </message>
    <message>
      <source>Write it as an object</source>
      <translation>写成一个对象</translation>
    </message>
    <message>
      <source>Write it as {shape}</source>
      <translation>写成{shape}</translation>
    </message>
    <message>
      <source>Write it in UTF-8 without a mark</source>
      <translation>改存为不带标记的 UTF-8</translation>
    </message>
    <message>
      <source>Write the answer as a text, or leave the row out</source>
      <translation>把回答写成文本，或删去这一行</translation>
    </message>
    <message>
      <source>Write them as texts beside an instruction</source>
      <translation>把两个回答写成文本，与指令并列</translation>
    </message>
    <message>
      <source>Write true or false, without quotation marks</source>
      <translation>写成 true 或 false，不加引号</translation>
    </message>
    <message>
      <source>Write what is to be done before “|||”</source>
      <translation>在“|||”之前写明要做什么</translation>
    </message>
    <message>
      <source>Write what is to be done into it</source>
      <translation>在其中写明要做什么</translation>
    </message>
    <message>
      <source>Write what is to be done into “instruction”</source>
      <translation>在“instruction”中写明要做什么</translation>
    </message>
    <message>
      <source>Write what is to be done into “{field}”</source>
      <translation>在“{field}”中写明要做什么</translation>
    </message>
    <message>
      <source>Write what is to be done, then export again</source>
      <translation>写明要做什么，再重新导出</translation>
    </message>
    <message>
      <source>Written as text</source>
      <translation>已写成文本</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>Yes, as it stands</source>
      <translation>会，原样即可</translation>
    </message>
    <message>
      <source>You add “{text}”.</source>
      <translation>你会加上“{text}”。</translation>
    </message>
    <message>
      <source>You are polite: “{words}”.</source>
      <translation>你用礼貌用语：“{words}”。</translation>
    </message>
    <message>
      <source>You begin with “{text}”.</source>
      <translation>你以“{text}”开头。</translation>
    </message>
    <message>
      <source>You end the sentence before the input with a full stop.</source>
      <translation>输入之前的句子，你用句号结束。</translation>
    </message>
    <message>
      <source>You lead the input in with a colon.</source>
      <translation>你用冒号引出输入。</translation>
    </message>
    <message>
      <source>You leave “{words}” out.</source>
      <translation>你不用“{words}”。</translation>
    </message>
    <message>
      <source>You like Chinese long: about {units} characters.</source>
      <translation>中文你喜欢长的：约 {units} 字。</translation>
    </message>
    <message>
      <source>You like Chinese short: about {units} characters.</source>
      <translation>中文你喜欢短的：约 {units} 字。</translation>
    </message>
    <message>
      <source>You like English long: about {units} words.</source>
      <translation>英文你喜欢长的：约 {units} 词。</translation>
    </message>
    <message>
      <source>You like English short: about {units} words.</source>
      <translation>英文你喜欢短的：约 {units} 词。</translation>
    </message>
    <message>
      <source>You put “{text}” first.</source>
      <translation>你把“{text}”放在最前面。</translation>
    </message>
    <message>
      <source>You put “{text}” last.</source>
      <translation>你把“{text}”放在最后面。</translation>
    </message>
    <message>
      <source>You say first what is to come out.</source>
      <translation>你先说要得到什么。</translation>
    </message>
    <message>
      <source>You say last what is to come out.</source>
      <translation>你最后才说要得到什么。</translation>
    </message>
    <message>
      <source>You take “{find}” out.</source>
      <translation>你删去“{find}”。</translation>
    </message>
    <message>
      <source>You write “{put}” for “{find}”.</source>
      <translation>你把“{find}”写成“{put}”。</translation>
    </message>
    <message>
      <source>a cell is too long</source>
      <translation>单元格过长</translation>
    </message>
    <message>
      <source>a character is not allowed</source>
      <translation>含有不允许的字符</translation>
    </message>
    <message>
      <source>a colon is missing</source>
      <translation>缺少冒号</translation>
    </message>
    <message>
      <source>a comma is missing</source>
      <translation>缺少逗号</translation>
    </message>
    <message>
      <source>a comma or a closing bracket is missing</source>
      <translation>缺少逗号或右括号</translation>
    </message>
    <message>
      <source>a comma stands before a closing bracket</source>
      <translation>右括号前多了逗号</translation>
    </message>
    <message>
      <source>a control character stands in a text</source>
      <translation>文本中有控制字符</translation>
    </message>
    <message>
      <source>a key in double quotes is missing</source>
      <translation>缺少带双引号的键</translation>
    </message>
    <message>
      <source>a key is no text</source>
      <translation>键不是文本</translation>
    </message>
    <message>
      <source>a line, or a block between lines of “---”</source>
      <translation>单独一行，或两行“---”之间的一段</translation>
    </message>
    <message>
      <source>a list</source>
      <translation>列表</translation>
    </message>
    <message>
      <source>a number</source>
      <translation>数字</translation>
    </message>
    <message>
      <source>a place for an input that the task does not have</source>
      <translation>有输入的位置，而任务没有输入</translation>
    </message>
    <message>
      <source>a reference leads nowhere</source>
      <translation>引用的内容不存在</translation>
    </message>
    <message>
      <source>a row of cells</source>
      <translation>由单元格组成的一行</translation>
    </message>
    <message>
      <source>a row of the data</source>
      <translation>数据中的一行</translation>
    </message>
    <message>
      <source>a row with “act” and “prompt”</source>
      <translation>含有“act”和“prompt”的一行</translation>
    </message>
    <message>
      <source>a section with a fence “instruction”</source>
      <translation>含有围栏“instruction”的一节</translation>
    </message>
    <message>
      <source>a sign cannot stand there</source>
      <translation>此处不能有这个符号</translation>
    </message>
    <message>
      <source>a test</source>
      <translation>一个测试</translation>
    </message>
    <message>
      <source>a text</source>
      <translation>文本</translation>
    </message>
    <message>
      <source>a text is not closed</source>
      <translation>文本没有结束</translation>
    </message>
    <message>
      <source>a value is missing</source>
      <translation>缺少值</translation>
    </message>
    <message>
      <source>an escape is wrong</source>
      <translation>转义写法有误</translation>
    </message>
    <message>
      <source>an object</source>
      <translation>对象</translation>
    </message>
    <message>
      <source>an object with a field for the instruction</source>
      <translation>有一个字段是指令的对象</translation>
    </message>
    <message>
      <source>an object with “Definition”, “Examples” and “Instances”</source>
      <translation>含有“Definition”、“Examples”和“Instances”的对象</translation>
    </message>
    <message>
      <source>an object with “Definition”, “Positive Examples” and “Instances”</source>
      <translation>含有“Definition”、“Positive Examples”和“Instances”的对象</translation>
    </message>
    <message>
      <source>an object with “annotations”, or with “metadata” and “examples”</source>
      <translation>含有“annotations”，或含有“metadata”和“examples”的对象</translation>
    </message>
    <message>
      <source>an object with “conversations”</source>
      <translation>含有“conversations”的对象</translation>
    </message>
    <message>
      <source>an object with “conversations” and “kto_tag”</source>
      <translation>含有“conversations”和“kto_tag”的对象</translation>
    </message>
    <message>
      <source>an object with “input”, “preferred_output” and “non_preferred_output”</source>
      <translation>含有“input”、“preferred_output”和“non_preferred_output”的对象</translation>
    </message>
    <message>
      <source>an object with “instruction”</source>
      <translation>含有“instruction”的对象</translation>
    </message>
    <message>
      <source>an object with “instruction” and “instances”</source>
      <translation>含有“instruction”和“instances”的对象</translation>
    </message>
    <message>
      <source>an object with “instruction”, “chosen” and “rejected”</source>
      <translation>含有“instruction”、“chosen”和“rejected”的对象</translation>
    </message>
    <message>
      <source>an object with “instruction”, “context”, “response” and “category”</source>
      <translation>含有“instruction”、“context”、“response”和“category”的对象</translation>
    </message>
    <message>
      <source>an object with “instruction”, “input” and “output”</source>
      <translation>含有“instruction”、“input”和“output”的对象</translation>
    </message>
    <message>
      <source>an object with “messages”</source>
      <translation>含有“messages”的对象</translation>
    </message>
    <message>
      <source>an object with “name” and “jinja”</source>
      <translation>含有“name”和“jinja”的对象</translation>
    </message>
    <message>
      <source>an object with “prompt”, “chosen” and “rejected”</source>
      <translation>含有“prompt”、“chosen”和“rejected”的对象</translation>
    </message>
    <message>
      <source>an object with “prompt”, “completion” and “label”</source>
      <translation>含有“prompt”、“completion”和“label”的对象</translation>
    </message>
    <message>
      <source>an unusual opening for an instruction</source>
      <translation>开头不像指令</translation>
    </message>
    <message>
      <source>chosen by you</source>
      <translation>由你选定</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>空的</translation>
    </message>
    <message>
      <source>input and output are in different languages</source>
      <translation>输入和输出的语言不同</translation>
    </message>
    <message>
      <source>it cannot be read</source>
      <translation>无法读取</translation>
    </message>
    <message>
      <source>it cannot be read on from here</source>
      <translation>从这里起无法继续读取</translation>
    </message>
    <message>
      <source>it holds an empty character</source>
      <translation>含有空字符</translation>
    </message>
    <message>
      <source>it holds no templates</source>
      <translation>其中没有模板</translation>
    </message>
    <message>
      <source>it is nested too deeply</source>
      <translation>嵌套过深</translation>
    </message>
    <message>
      <source>it is too long</source>
      <translation>过长</translation>
    </message>
    <message>
      <source>it quotes the sample's input</source>
      <translation>引用了样本的输入</translation>
    </message>
    <message>
      <source>its references make it too large</source>
      <translation>其中的引用使它变得过大</translation>
    </message>
    <message>
      <source>line {line}: {reason}</source>
      <translation>第 {line} 行：{reason}</translation>
    </message>
    <message>
      <source>long: {length} words</source>
      <translation>偏长：{length} 字</translation>
    </message>
    <message>
      <source>moved down from {before} to {place} by your choices</source>
      <translation>按你的选择从第 {before} 位降到第 {place} 位</translation>
    </message>
    <message>
      <source>moved up from {before} to {place} by your choices</source>
      <translation>按你的选择从第 {before} 位升到第 {place} 位</translation>
    </message>
    <message>
      <source>moved up from {before} to {place}: {why}</source>
      <translation>从第 {before} 位升到第 {place} 位：{why}</translation>
    </message>
    <message>
      <source>no messages</source>
      <translation>不是消息</translation>
    </message>
    <message>
      <source>no place for the input</source>
      <translation>没有留输入的位置</translation>
    </message>
    <message>
      <source>no texts</source>
      <translation>不是文本</translation>
    </message>
    <message>
      <source>not named: {names}</source>
      <translation>没有说明：{names}</translation>
    </message>
    <message>
      <source>not stated: {texts}</source>
      <translation>没有写明：{texts}</translation>
    </message>
    <message>
      <source>nothing in the task points to a type</source>
      <translation>看不出任务类型</translation>
    </message>
    <message>
      <source>opens with punctuation</source>
      <translation>以标点开头</translation>
    </message>
    <message>
      <source>opens without a capital letter</source>
      <translation>开头没有大写</translation>
    </message>
    <message>
      <source>part of the answer stands in the instruction</source>
      <translation>指令里出现了部分答案</translation>
    </message>
    <message>
      <source>short: {length} words</source>
      <translation>偏短：{length} 字</translation>
    </message>
    <message>
      <source>something follows its end</source>
      <translation>结束之后还有内容</translation>
    </message>
    <message>
      <source>the description is like others of this type</source>
      <translation>描述与这类任务相近</translation>
    </message>
    <message>
      <source>the indentation is wrong</source>
      <translation>缩进有误</translation>
    </message>
    <message>
      <source>the input asks a question</source>
      <translation>输入里有问题</translation>
    </message>
    <message>
      <source>the input is a conversation</source>
      <translation>输入是对话</translation>
    </message>
    <message>
      <source>the input is a long text</source>
      <translation>输入是长文本</translation>
    </message>
    <message>
      <source>the input is a question</source>
      <translation>输入是问题</translation>
    </message>
    <message>
      <source>the output is a label</source>
      <translation>输出是类别</translation>
    </message>
    <message>
      <source>the output is code</source>
      <translation>输出是代码</translation>
    </message>
    <message>
      <source>the output is data taken from the input</source>
      <translation>输出是从输入抽取的数据</translation>
    </message>
    <message>
      <source>the output is longer than the input</source>
      <translation>输出比输入长</translation>
    </message>
    <message>
      <source>the output is {percent} % as long as the input</source>
      <translation>输出长度是输入的 {percent}%</translation>
    </message>
    <message>
      <source>the output quotes parts of the input</source>
      <translation>输出摘自输入</translation>
    </message>
    <message>
      <source>the output says the input in other words</source>
      <translation>输出换了说法复述输入</translation>
    </message>
    <message>
      <source>the outputs are few short labels</source>
      <translation>输出是几个简短的类别</translation>
    </message>
    <message>
      <source>the tag “{tag}” is not known</source>
      <translation>标签“{tag}”未知</translation>
    </message>
    <message>
      <source>there is an output but no input</source>
      <translation>有输出，没有输入</translation>
    </message>
    <message>
      <source>true or false</source>
      <translation>真假值</translation>
    </message>
    <message>
      <source>written in your style</source>
      <translation>按你的风格改写</translation>
    </message>
    <message>
      <source>you prefer a colon before the input</source>
      <translation>你偏好输入前用冒号</translation>
    </message>
    <message>
      <source>you prefer a role</source>
      <translation>你偏好设定角色</translation>
    </message>
    <message>
      <source>you prefer few sentences</source>
      <translation>你偏好句子少</translation>
    </message>
    <message>
      <source>you prefer fewer constraints</source>
      <translation>你偏好约束少</translation>
    </message>
    <message>
      <source>you prefer long ones</source>
      <translation>你偏好长的</translation>
    </message>
    <message>
      <source>you prefer no colon before the input</source>
      <translation>你偏好输入前不用冒号</translation>
    </message>
    <message>
      <source>you prefer no numbered steps</source>
      <translation>你偏好不编号</translation>
    </message>
    <message>
      <source>you prefer no role</source>
      <translation>你偏好不设定角色</translation>
    </message>
    <message>
      <source>you prefer no “please”</source>
      <translation>你偏好不用礼貌用语</translation>
    </message>
    <message>
      <source>you prefer numbered steps</source>
      <translation>你偏好编号的步骤</translation>
    </message>
    <message>
      <source>you prefer other than templates</source>
      <translation>你偏好模板以外的</translation>
    </message>
    <message>
      <source>you prefer other than the library’s</source>
      <translation>你偏好库以外的</translation>
    </message>
    <message>
      <source>you prefer other than the model’s</source>
      <translation>你偏好模型以外的</translation>
    </message>
    <message>
      <source>you prefer polite ones</source>
      <translation>你偏好礼貌的</translation>
    </message>
    <message>
      <source>you prefer several sentences</source>
      <translation>你偏好多句</translation>
    </message>
    <message>
      <source>you prefer short ones</source>
      <translation>你偏好短的</translation>
    </message>
    <message>
      <source>you prefer templates</source>
      <translation>你偏好模板</translation>
    </message>
    <message>
      <source>you prefer the constraints spelled out</source>
      <translation>你偏好写明约束</translation>
    </message>
    <message>
      <source>you prefer the library’s</source>
      <translation>你偏好库里的</translation>
    </message>
    <message>
      <source>you prefer the model’s</source>
      <translation>你偏好模型写的</translation>
    </message>
    <message>
      <source>you prefer the output named early</source>
      <translation>你偏好早说输出</translation>
    </message>
    <message>
      <source>you prefer the output named late</source>
      <translation>你偏好晚说输出</translation>
    </message>
    <message>
      <source>{added} records added; {known} were there already, {open} rows not settled.</source>
      <translation>新增 {added} 个条目；{known} 个原来就有，{open} 行未定。</translation>
    </message>
    <message>
      <source>{count} instructions prepared.</source>
      <translation>已准备 {count} 条指令。</translation>
    </message>
    <message>
      <source>{count} instructions read.</source>
      <translation>已读 {count} 条指令。</translation>
    </message>
    <message>
      <source>{count} records with {most} variants each are too many at once; choose fewer.</source>
      <translation>{count} 条记录、每条 {most} 个变体，一次太多；选少一些。</translation>
    </message>
    <message>
      <source>{count} rows evaluated.</source>
      <translation>已评测 {count} 行。</translation>
    </message>
    <message>
      <source>{count} rows written to {file}.</source>
      <translation>已把 {count} 行写入 {file}。</translation>
    </message>
    <message>
      <source>{count} rules are yours now.</source>
      <translation>{count} 条规则已成为你的规则。</translation>
    </message>
    <message>
      <source>{count} rules written.</source>
      <translation>已写出 {count} 条规则。</translation>
    </message>
    <message>
      <source>{count} scores written to {file}.</source>
      <translation>已将 {count} 个得分写入 {file}。</translation>
    </message>
    <message>
      <source>{count} verdicts came in; {known} were known, {older} are older than ours. New queues: {queues}.</source>
      <translation>收入 {count} 次评价；{known} 次已有，{older} 次比这里的旧。新队列：{queues} 个。</translation>
    </message>
    <message>
      <source>{count} verdicts written to {file}.</source>
      <translation>已把 {count} 次评价写入 {file}。</translation>
    </message>
    <message>
      <source>{kept} instructions kept</source>
      <translation>保留 {kept} 条指令</translation>
    </message>
    <message>
      <source>{path} is no model: {file} is missing.</source>
      <translation>{path} 不是模型：缺少 {file}。</translation>
    </message>
    <message>
      <source>{path} is not taken in: “{file}” does not belong in a model.</source>
      <translation>没有导入 {path}：模型里不该有“{file}”。</translation>
    </message>
    <message>
      <source>{path} is too large for a model.</source>
      <translation>{path} 太大，不像模型。</translation>
    </message>
    <message>
      <source>{percent} % like record {id}</source>
      <translation>与条目 {id} 相似 {percent}%</translation>
    </message>
    <message>
      <source>{rows} rows looked at</source>
      <translation>已检查 {rows} 行</translation>
    </message>
    <message>
      <source>{rows} rows read</source>
      <translation>已读 {rows} 行</translation>
    </message>
    <message>
      <source>{rows} rows written</source>
      <translation>已写入 {rows} 行</translation>
    </message>
    <message>
      <source>{share} like #{other}</source>
      <translation>与 #{other} 相似 {share}</translation>
    </message>
    <message>
      <source>{share} of the answer is in it</source>
      <translation>含有答案的 {share}</translation>
    </message>
    <message>
      <source>{share} of the input is in it</source>
      <translation>含有输入的 {share}</translation>
    </message>
    <message>
      <source>{text}</source>
      <translation>{text}</translation>
    </message>
    <message>
      <source>{what}; nothing after it could be read</source>
      <translation>{what}；其后的内容都无法读取</translation>
    </message>
    <message>
      <source>{words} in the description</source>
      <translation>描述里有{words}</translation>
    </message>
    <message>
      <source>“indent” goes up to {limit} columns.</source>
      <translation>“indent”最多 {limit} 列。</translation>
    </message>
    <message>
      <source>“range” goes up to {limit} numbers.</source>
      <translation>“range”最多 {limit} 个数。</translation>
    </message>
    <message>
      <source>“{character}” is Chinese punctuation; inside a tag write “{fix}”.</source>
      <translation>“{character}”是中文标点；标记里要写“{fix}”。</translation>
    </message>
    <message>
      <source>“{character}” is out of place inside a tag.</source>
      <translation>标记里不该有“{character}”。</translation>
    </message>
    <message>
      <source>“{criterion}” cannot be answered with {value} here.</source>
      <translation>这里不能用 {value} 回答“{criterion}”。</translation>
    </message>
    <message>
      <source>“{field}” cannot be chosen; these can: {known}.</source>
      <translation>“{field}”不可选择；可选择的有：{known}。</translation>
    </message>
    <message>
      <source>“{field}” cannot be set for many records; {known} can.</source>
      <translation>“{field}”不能为多条记录统一设置；可设置的有：{known}。</translation>
    </message>
    <message>
      <source>“{file}” does not look like a file of “{name}”.</source>
      <translation>“{file}”不像“{name}”的文件。</translation>
    </message>
    <message>
      <source>“{file}” does not look like a file of “{name}”: no row has {fields}.</source>
      <translation>“{file}”不像“{name}”的文件：没有一行含 {fields}。</translation>
    </message>
    <message>
      <source>“{file}” has no rows below its header.</source>
      <translation>“{file}”的表头下面没有数据行。</translation>
    </message>
    <message>
      <source>“{file}” has no rows to evaluate on: each needs a task and the instruction that is right for it.</source>
      <translation>“{file}”中没有可用于评测的行：每一行都需要任务和与之对应的指令。</translation>
    </message>
    <message>
      <source>“{file}” holds no templates.</source>
      <translation>“{file}”里没有模板。</translation>
    </message>
    <message>
      <source>“{file}” is a folder where the project's file should be.</source>
      <translation>“{file}”是文件夹，这里应当是项目文件。</translation>
    </message>
    <message>
      <source>“{file}” is empty.</source>
      <translation>“{file}”是空的。</translation>
    </message>
    <message>
      <source>“{file}” is in no format that can be read; known are {known}.</source>
      <translation>“{file}”的格式无法读取；可用的有 {known}。</translation>
    </message>
    <message>
      <source>“{file}” is neither a JSON list nor lines of JSON objects.</source>
      <translation>“{file}”既不是 JSON 列表，也不是逐行的 JSON 对象。</translation>
    </message>
    <message>
      <source>“{file}” is no YAML of PromptSource ({reason}).</source>
      <translation>“{file}”不是 PromptSource 的 YAML（{reason}）。</translation>
    </message>
    <message>
      <source>“{file}” is no list of data sets.</source>
      <translation>“{file}”不是数据集清单。</translation>
    </message>
    <message>
      <source>“{file}” is no list of rows: put them into one list, or one object on each line.</source>
      <translation>“{file}”不是由行组成的列表：把各行放进一个列表，或每行写一个对象。</translation>
    </message>
    <message>
      <source>“{file}” is no sound Parquet file ({reason}).</source>
      <translation>“{file}”不是完好的 Parquet 文件（{reason}）。</translation>
    </message>
    <message>
      <source>“{file}” is no sound XLSX workbook ({reason}).</source>
      <translation>“{file}”不是完好的 XLSX 工作簿（{reason}）。</translation>
    </message>
    <message>
      <source>“{file}” is no table.</source>
      <translation>“{file}”不是表格。</translation>
    </message>
    <message>
      <source>“{file}” is no text.</source>
      <translation>“{file}”不是文本。</translation>
    </message>
    <message>
      <source>“{file}” is not a project of this program.</source>
      <translation>“{file}”不是本程序的项目。</translation>
    </message>
    <message>
      <source>“{file}” is packed with gzip and damaged ({reason}): get the whole file again.</source>
      <translation>“{file}”用 gzip 压缩且已损坏（{reason}）：重新取得完整的文件。</translation>
    </message>
    <message>
      <source>“{file}” is too long for one instruction.</source>
      <translation>“{file}”太长，不能作为一条指令。</translation>
    </message>
    <message>
      <source>“{file}” lies outside of the folder</source>
      <translation>“{file}”在文件夹之外</translation>
    </message>
    <message>
      <source>“{file}” must have from 1 to {most} rows with an output.</source>
      <translation>“{file}”须有 1 到 {most} 行带输出的内容。</translation>
    </message>
    <message>
      <source>“{file}” unpacks to more than 4 GB.</source>
      <translation>“{file}”解压后超过 4 GB。</translation>
    </message>
    <message>
      <source>“{folder}” is this project itself.</source>
      <translation>“{folder}”就是本项目。</translation>
    </message>
    <message>
      <source>“{formatting}” is no formatting of LLaMA-Factory</source>
      <translation>LLaMA-Factory 没有“{formatting}”这种格式</translation>
    </message>
    <message>
      <source>“{format}” has no columns to choose from.</source>
      <translation>“{format}”没有可以选择的列。</translation>
    </message>
    <message>
      <source>“{format}” is only read.</source>
      <translation>“{format}”只能读取。</translation>
    </message>
    <message>
      <source>“{format}” is only written.</source>
      <translation>“{format}”只能写出。</translation>
    </message>
    <message>
      <source>“{host}” broke off or did not speak HTTP.</source>
      <translation>“{host}”中途断开，或者说的不是 HTTP。</translation>
    </message>
    <message>
      <source>“{host}” cannot be reached ({reason}).</source>
      <translation>无法连接“{host}”（{reason}）。</translation>
    </message>
    <message>
      <source>“{host}” cannot show who it is ({reason}).</source>
      <translation>“{host}”无法证明身份（{reason}）。</translation>
    </message>
    <message>
      <source>“{host}” did not answer within {seconds} seconds.</source>
      <translation>“{host}”在 {seconds} 秒内没有回答。</translation>
    </message>
    <message>
      <source>“{host}” is in a private network ({address}), where nothing is crawled unless that is allowed.</source>
      <translation>“{host}”位于内部网络（{address}），未经允许不抓取那里的页面。</translation>
    </message>
    <message>
      <source>“{kind}” has no history.</source>
      <translation>“{kind}”没有历史。</translation>
    </message>
    <message>
      <source>“{kind}” is not logged: use one of {kinds}.</source>
      <translation>不记录“{kind}”：可用的有 {kinds}。</translation>
    </message>
    <message>
      <source>“{name}” cannot be a model's name.</source>
      <translation>“{name}”不能用作模型名称。</translation>
    </message>
    <message>
      <source>“{name}” cannot be imported as it comes: see how to convert it.</source>
      <translation>“{name}”不能直接导入：先查看转换方法。</translation>
    </message>
    <message>
      <source>“{name}” closes nothing that is open.</source>
      <translation>“{name}”没有对应的开头。</translation>
    </message>
    <message>
      <source>“{name}” has no row {number}.</source>
      <translation>“{name}”没有第 {number} 行。</translation>
    </message>
    <message>
      <source>“{name}” is in use now in place of “{before}”.</source>
      <translation>现在使用“{name}”，代替“{before}”。</translation>
    </message>
    <message>
      <source>“{name}” is never closed: add “{end}”.</source>
      <translation>“{name}”没有闭合：加上“{end}”。</translation>
    </message>
    <message>
      <source>“{name}” is no worse than “{before}”; another model is in use, and stays.</source>
      <translation>“{name}”不比“{before}”差；目前使用的是另一个模型，保持不变。</translation>
    </message>
    <message>
      <source>“{name}” is stopped and kept: Training goes on with it.</source>
      <translation>“{name}”已停止并保留：可以在“训练”里继续。</translation>
    </message>
    <message>
      <source>“{name}” is worse than “{before}”, which stays in use.</source>
      <translation>“{name}”比“{before}”差，继续使用“{before}”。</translation>
    </message>
    <message>
      <source>“{name}” lies elsewhere ({place}), not beside this list</source>
      <translation>“{name}”在别处（{place}），不在这份清单旁边</translation>
    </message>
    <message>
      <source>“{name}” of a query cannot be {value}.</source>
      <translation>查询的“{name}”不能是 {value}。</translation>
    </message>
    <message>
      <source>“{operator}” is not allowed in a template.</source>
      <translation>模板里不能用“{operator}”。</translation>
    </message>
    <message>
      <source>“{operator}” works on numbers only in a template, not on texts and lists.</source>
      <translation>模板里的“{operator}”只能用于数，不能用于文本和列表。</translation>
    </message>
    <message>
      <source>“{outcome}” is no verdict on these texts.</source>
      <translation>“{outcome}”不是对这些文本的评判。</translation>
    </message>
    <message>
      <source>“{path}” cannot be read or written: {reason}.</source>
      <translation>“{path}”无法读写：{reason}。</translation>
    </message>
    <message>
      <source>“{path}” cannot be read: {reason}.</source>
      <translation>“{path}”无法读取：{reason}。</translation>
    </message>
    <message>
      <source>“{path}” cannot be written: {reason}.</source>
      <translation>“{path}”无法写入：{reason}。</translation>
    </message>
    <message>
      <source>“{path}” holds answers to other tasks: name another file or delete it.</source>
      <translation>“{path}”里是其他任务的结果：换一个文件或删掉它。</translation>
    </message>
    <message>
      <source>“{path}” holds the tasks: name another file for the answers.</source>
      <translation>“{path}”里是任务：换一个文件存放结果。</translation>
    </message>
    <message>
      <source>“{path}” is a file, not the folder of a project: choose a folder.</source>
      <translation>“{path}”是文件，不是项目文件夹：选一个文件夹。</translation>
    </message>
    <message>
      <source>“{path}” is a folder, not a file.</source>
      <translation>“{path}”是文件夹，不是文件。</translation>
    </message>
    <message>
      <source>“{path}” is a project already.</source>
      <translation>“{path}”已经是项目。</translation>
    </message>
    <message>
      <source>“{path}” is damaged, or not a project in one file.</source>
      <translation>“{path}”已损坏，或不是单文件项目。</translation>
    </message>
    <message>
      <source>“{path}” is no text in UTF-8: convert it.</source>
      <translation>“{path}”不是 UTF-8 文本：先转换编码。</translation>
    </message>
    <message>
      <source>“{path}” is not UTF-8 text: save it as UTF-8.</source>
      <translation>“{path}”不是 UTF-8 文本：另存为 UTF-8。</translation>
    </message>
    <message>
      <source>“{path}” is not empty: choose another folder.</source>
      <translation>“{path}”不是空文件夹：选择其他文件夹。</translation>
    </message>
    <message>
      <source>“{path}” is the file of a project: name another file.</source>
      <translation>“{path}”是项目文件：换一个文件。</translation>
    </message>
    <message>
      <source>“{path}” was written by a newer version of this program: install that version to open it.</source>
      <translation>“{path}”由本程序的更新版本写入：安装该版本后再打开。</translation>
    </message>
    <message>
      <source>“{path}” would overwrite the file that is repaired: name another place.</source>
      <translation>“{path}”会覆盖正在修复的文件：换一个位置。</translation>
    </message>
    <message>
      <source>“{said}” is no list of numbers such as 1,2,5.</source>
      <translation>“{said}”不是 1,2,5 这样的编号列表。</translation>
    </message>
    <message>
      <source>“{same}” does not say what is the same: use one of {known}.</source>
      <translation>“{same}”说明不了什么算相同：用 {known} 中的一个。</translation>
    </message>
    <message>
      <source>“{tag}” is never closed.</source>
      <translation>“{tag}”没有闭合。</translation>
    </message>
    <message>
      <source>“{token}” is out of place here.</source>
      <translation>这里不该有“{token}”。</translation>
    </message>
    <message>
      <source>“{url}” is not crawled: it names a user or a password.</source>
      <translation>不抓取“{url}”：地址里带有用户名或密码。</translation>
    </message>
    <message>
      <source>“{url}” is not crawled: only http and https addresses are.</source>
      <translation>不抓取“{url}”：只抓取 http 和 https 地址。</translation>
    </message>
    <message>
      <source>“{url}” is not the address of a page.</source>
      <translation>“{url}”不是网页地址。</translation>
    </message>
    <message>
      <source>“{value}” is no rating (character {position}): write 4, &gt;=4, &lt;3 or 2..4.</source>
      <translation>“{value}”不是评分（第 {position} 个字符）：写成 4、&gt;=4、&lt;3 或 2..4。</translation>
    </message>
    <message>
      <source>“{value}” is no time (character {position}): write 2026, 2026-01, 2026-01-31, or two of these with .. between them.</source>
      <translation>“{value}”不是时间（第 {position} 个字符）：写成 2026、2026-01、2026-01-31，或其中两个，中间用 .. 连接。</translation>
    </message>
    <message>
      <source>“{wide}” is plain text; a slot is written with “{narrow}”.</source>
      <translation>“{wide}”只是普通文字；槽位要写“{narrow}”。</translation>
    </message>
  </context>
</TS>
