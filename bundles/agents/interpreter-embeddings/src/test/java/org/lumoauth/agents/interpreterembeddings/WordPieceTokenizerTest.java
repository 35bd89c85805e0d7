/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreterembeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordPieceTokenizerTest {

  private static final List<String> VOCABULARY =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "read", "re", "##fund", "##s", "cafe", "?");

  private final WordPieceTokenizer tokenizer = new WordPieceTokenizer(numbers(), 8);

  @Test
  void marksStartAndEnd() {
    assertArrayEquals(new long[] {2, 4, 3}, tokenizer.tokenize("Read"));
    assertArrayEquals(new long[] {2, 3}, tokenizer.tokenize(" \n"));
  }

  @Test
  void splitsWordsIntoTheLongestPieces() {
    assertArrayEquals(new long[] {2, 5, 6, 7, 9, 3}, tokenizer.tokenize("refunds?"));
  }

  @Test
  void ignoresAccents() {
    assertArrayEquals(new long[] {2, 8, 3}, tokenizer.tokenize("Café"));
  }

  @Test
  void marksUnknownWords() {
    assertArrayEquals(new long[] {2, 1, 4, 3}, tokenizer.tokenize("readable read"));
    assertArrayEquals(new long[] {2, 1, 3}, tokenizer.tokenize("s".repeat(101)));
  }

  @Test
  void ignoresTheEndOfLongTexts() {
    long[] tokens = tokenizer.tokenize("read ".repeat(100));

    assertEquals(8, tokens.length);
    assertEquals(3, tokens[7]);
  }

  @Test
  void readsVocabularyOfTokenizerFile() throws IOException {
    String file = "{'added_tokens':[{'id':0}],'model':{'type':'WordPiece','vocab':{'a':0,'b':1}}}";

    assertEquals(Map.of("a", 0, "b", 1), WordPieceTokenizer.readVocabulary(stream(file)));
    assertThrows(
        IOException.class, () -> WordPieceTokenizer.readVocabulary(stream("{'model':{}}")));
  }

  private static ByteArrayInputStream stream(String json) {
    return new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < VOCABULARY.size(); i++) {
      numbers.put(VOCABULARY.get(i), i);
    }
    return numbers;
  }
}
