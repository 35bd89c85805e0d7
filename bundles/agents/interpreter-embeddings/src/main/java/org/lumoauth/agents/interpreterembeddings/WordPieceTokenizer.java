/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreterembeddings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Splits a text into the tokens of an uncased BERT model: words in lower case without accents, and
 * each word into the longest pieces that the vocabulary contains.
 */
final class WordPieceTokenizer {

  private static final String START = "[CLS]";
  private static final String END = "[SEP]";
  private static final String UNKNOWN = "[UNK]";
  private static final String CONTINUED = "##";
  private static final int MAX_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final int maxTokens;

  /**
   * Creates a tokenizer.
   *
   * @param vocabulary the number of each token
   * @param maxTokens maximum number of tokens of a text; the rest is ignored
   */
  WordPieceTokenizer(Map<String, Integer> vocabulary, int maxTokens) {
    this.vocabulary = Map.copyOf(vocabulary);
    this.maxTokens = maxTokens;
  }

  /**
   * Reads the vocabulary, {@code model.vocab}, of a {@code tokenizer.json}.
   *
   * @throws IOException if the file is not readable or has no vocabulary
   */
  static Map<String, Integer> readVocabulary(InputStream tokenizer) throws IOException {
    Map<String, Integer> vocabulary = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(tokenizer)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_OBJECT && "vocab".equals(json.currentName())) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String token = json.currentName();
            vocabulary.put(token, json.nextIntValue(0));
          }
          return vocabulary;
        }
      }
    }
    throw new IOException("the file has no vocabulary");
  }

  /** Returns the numbers of the tokens of a text, with the markers of its start and end. */
  long[] tokenize(String text) {
    long[] numbers = new long[maxTokens];
    int count = 0;
    numbers[count++] = number(START);
    for (String word : words(text)) {
      for (int piece : pieces(word)) {
        if (count < maxTokens - 1) {
          numbers[count++] = piece;
        }
      }
    }
    numbers[count++] = number(END);
    return Arrays.copyOf(numbers, count);
  }

  private List<Integer> pieces(String word) {
    List<Integer> pieces = new ArrayList<>();
    int start = 0;
    while (start < word.length() && word.length() <= MAX_WORD) {
      int end = word.length();
      Integer piece = null;
      while (end > start && piece == null) {
        piece = vocabulary.get((start > 0 ? CONTINUED : "") + word.substring(start, end));
        end = piece == null ? end - 1 : end;
      }
      if (piece == null) {
        return List.of(number(UNKNOWN));
      }
      pieces.add(piece);
      start = end;
    }
    return word.length() > MAX_WORD ? List.of(number(UNKNOWN)) : pieces;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .codePoints()
        .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK)
        .forEach(
            each -> {
              if (Character.isLetterOrDigit(each)) {
                word.appendCodePoint(each);
              } else {
                add(words, word);
                if (!Character.isWhitespace(each) && !Character.isISOControl(each)) {
                  words.add(Character.toString(each));
                }
              }
            });
    add(words, word);
    return words;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private int number(String token) {
    return vocabulary.getOrDefault(token, 0);
  }
}
