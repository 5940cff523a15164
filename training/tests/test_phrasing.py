import torch
from tokenizers import pre_tokenizers

from phrasing.llama import Llama, Shape, cut, read_gguf, write_gguf
from phrasing.recipe import answer_loss, batches, bits_per_byte, collated, encoded
from phrasing.vocabulary import CONTROL, IM_END, NORMAL, Vocabulary, chat, pruned, tokens_needed

CONTROLS = ["<|endoftext|>", "<|im_start|>", IM_END]


def a_vocabulary():
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges = ["t h", "th e", "Ġ the", "Ġ e", "Ġe y", "Ġey e", "r e", "l e", "le f", "lef t"]
    made = [merge.replace(" ", "") for merge in merges]
    tokens = [*CONTROLS, *letters, *made]
    return Vocabulary(tokens, [CONTROL] * 3 + [NORMAL] * (len(letters) + len(made)), merges)


def a_model(vocabulary):
    torch.manual_seed(1)
    return Llama(Shape(layers=3, width=64, inner=96, heads=2, kv_heads=1, vocabulary=len(vocabulary.tokens), context=64, rope_base=1e4, epsilon=1e-5)).eval()


def test_a_pruned_vocabulary_keeps_what_is_needed_and_every_text():
    whole = a_vocabulary()
    small, old = pruned(whole, tokens_needed(whole, ["the eye"], frequent=0))
    tokenizer = small.tokenizer()
    assert [whole.tokens[i] for i in old] == small.tokens
    assert tokenizer.encode("the eye").tokens == whole.tokenizer().encode("the eye").tokens
    assert "left" not in small.tokens
    for text in ["the left eye", "µm² – naïve ✓", "12.5 %", "[E1] left"]:
        assert tokenizer.decode(tokenizer.encode(text).ids) == text
    assert tokenizer.encode(IM_END).ids == [small.tokens.index(IM_END)]


def test_digits_stand_alone():
    assert a_vocabulary().tokenizer().encode("[E123]").tokens == ["[", "E", "1", "2", "3", "]"]


def test_a_model_comes_back_from_gguf_as_it_was_but_for_the_quantisation(tmp_path):
    vocabulary = a_vocabulary()
    model = a_model(vocabulary)
    write_gguf(model, vocabulary, tmp_path / "a.gguf", {"name": "A", "size_label": "1M", "licence": "apache-2.0"})
    again, words, licence = read_gguf(tmp_path / "a.gguf")
    ids = torch.tensor([vocabulary.tokenizer().encode("the left eye").ids])
    with torch.no_grad():
        before, after = model.logits(model.hidden(ids)), again.logits(again.hidden(ids))
    assert (before - after).abs().max() < 0.02 * before.abs().max()
    assert (words, licence) == (vocabulary, "apache-2.0")


def test_cutting_keeps_the_layers_and_tokens_that_are_named():
    model = a_model(a_vocabulary())
    small = cut(model, [0, 2], [5, 7])
    assert torch.equal(small.token_embd.weight, model.token_embd.weight[[5, 7]])
    assert torch.equal(small.blk[1].attn_q.weight, model.blk[2].attn_q.weight)


def test_a_later_token_changes_nothing_before_it():
    model = a_model(a_vocabulary())
    with torch.no_grad():
        one, other = model.hidden(torch.tensor([[3, 4, 5, 6]])), model.hidden(torch.tensor([[3, 4, 5, 9]]))
    assert torch.allclose(one[:, :3], other[:, :3], atol=1e-6)
    assert not torch.allclose(one[:, 3], other[:, 3], atol=1e-6)


def test_only_the_answer_is_asked_for_and_padding_changes_no_score():
    vocabulary = a_vocabulary()
    pairs = [("the", "left eye"), ("e", "the")]
    examples = encoded([(chat([{"role": "user", "content": asked}]), answer + IM_END) for asked, answer in pairs], vocabulary.tokenizer())
    batch = collated(examples)
    asked = [int((row >= 0).sum()) for row in batch["next"]]
    assert asked == [len(one.ids) - one.start for one in examples]
    assert all(one.ids[-1] == vocabulary.tokens.index(IM_END) for one in examples)
    model = a_model(vocabulary)
    with torch.no_grad():
        losses = [answer_loss(model, collated([one])) * count for one, count in zip(examples, asked, strict=True)]
        together = answer_loss(model, batch) * sum(asked)
    assert torch.allclose(sum(losses), together, rtol=1e-4)
    assert bits_per_byte(model, examples) > 0
    assert [one for batch in batches(examples, 1) for one in batch] == examples
