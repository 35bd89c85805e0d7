/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;

/** Whatever an author writes: it is a model, or errors say why not, and soon. */
class ModelParserFuzzTest {

  private static final String DSL =
      """
      model
        schema 1.1
      type user
      type group
        relations
          define member: [user, group#member, user:* with c]
      type doc
        relations
          define parent: [doc]
          define banned: [user]
          define viewer: (([user, group#member] or viewer from parent) but not banned) and member
          define member: [user] # everybody
      condition c(ip: ipaddress, x: list<int>) {
        ip.in_cidr("10.0.0.0/8") && x.exists(i, i > 3) // now
      }
      """;

  private static final String JSON = TestModelCompiler.dsl(DSL).json();

  private static final String YAML =
      """
      namespaces:
        group: {relations: {member: [user, group#member]}}
        doc:
          relations:
            parent: doc
            viewer: user | group#member | user:* with c
            banned: ['user:*']
          permissions:
            can_view: (viewer | parent.can_view) - banned
            can_edit:
              - can_view & viewer
              - parent.can_edit
      conditions:
        c:
          parameters: {x: int, l: list<string>}
          expression: |
            x > 3 &&
              l.exists(y, y == "a")
      """;

  private static final String SIGNS = " \n\t#:,()[]{}<>|&-.*'\"\\/!?%@`~aZ09_é\u0000\uD83D\uDE00=";

  @Property(tries = 1500, seed = "1", shrinking = ShrinkingMode.OFF)
  void isAModelOrRefused(@ForAll long seed) {
    var random = new Random(seed);
    var language = ModelLanguage.values()[random.nextInt(3)];
    var text = damaged(text(language), random);

    var compiled = TestModelCompiler.compile(language, text);

    assertEquals(compiled.model() == null, !compiled.errors().isEmpty(), text);
    assertEquals(compiled.model() == null, compiled.json() == null, text);
    long lines = text.chars().filter(each -> each == '\n' || each == '\r').count() + 1;
    compiled
        .errors()
        .forEach(
            error -> {
              assertTrue(error.line() >= 1 && error.line() <= lines, error + "\n" + text);
              assertTrue(error.column() >= 1, error + "\n" + text);
              assertFalse(error.message().isBlank());
            });
  }

  @ParameterizedTest
  @EnumSource(ModelLanguage.class)
  void compilesSeedText(ModelLanguage language) {
    TestModelCompiler.right(language, text(language));
  }

  @ParameterizedTest
  @EnumSource(Worst.class)
  void compilesWorstCaseInBoundedTime(Worst worst) {
    var text = worst.text();

    assertTrue(
        text.length() > 200_000 && text.length() <= ModelSizeLimits.TEXT, "" + text.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> TestModelCompiler.compile(ModelLanguage.OPENFGA_DSL, text));
  }

  /** Texts of the greatest length that make work. */
  enum Worst {
    /** Each relation can be had only by the next: the first is known last. */
    CHAIN_BACKWARDS {
      @Override
      void write(StringBuilder text) {
        for (int type = 0; type < 498; type++) {
          text.append("type t" + type + "\n  relations\n    define p: [t" + (type + 1) + "]\n");
          for (int relation = 0; relation < 16; relation++) {
            text.append("    define r" + relation + ": r" + relation + " from p\n");
          }
        }
        text.append("type t498\n  relations\n");
        for (int relation = 0; relation < 16; relation++) {
          text.append("    define r" + relation + ": [user]\n");
        }
      }
    },
    /** Every relation refers to every other. */
    EVERYTHING_FROM_EVERYTHING {
      @Override
      void write(StringBuilder text) {
        text.append("type doc\n  relations\n");
        for (int relation = 0; relation < 199; relation++) {
          text.append("    define r" + relation + ": [user]");
          for (int other = relation + 1; other < 199 && other < relation + 99; other++) {
            text.append(" or r" + other);
          }
          text.append("\n");
        }
        wide(text);
      }
    },
    /** Nothing but usersets of one another. */
    USERSETS {
      @Override
      void write(StringBuilder text) {
        wide(text);
      }
    },
    /** One definition without end. */
    PARENTHESES {
      @Override
      void write(StringBuilder text) {
        text.append("type doc\n  relations\n    define a: ").append("(".repeat(240_000));
      }
    },
    /** A word without end. */
    WORD {
      @Override
      void write(StringBuilder text) {
        text.append("type ").append("a".repeat(240_000));
      }
    };

    abstract void write(StringBuilder text);

    String text() {
      var text = new StringBuilder("model\n  schema 1.1\ntype user\n");
      write(text);
      return text.toString();
    }

    static void wide(StringBuilder text) {
      int type = 0;
      while (text.length() < 240_000) {
        text.append("type w" + type++ + "\n  relations\n");
        for (int relation = 0; relation < 50 && text.length() < 240_000; relation++) {
          text.append("    define r" + relation + ": [user");
          for (int other = 0; other < 50 && text.length() < 250_000; other++) {
            text.append(", w0#r" + other);
          }
          text.append("]\n");
        }
      }
    }
  }

  private static String text(ModelLanguage language) {
    return switch (language) {
      case OPENFGA_DSL -> DSL;
      case OPENFGA_JSON -> JSON;
      case NAMESPACE_YAML -> YAML;
    };
  }

  /** Parts left out, doubled, exchanged, and signs put in. */
  private static String damaged(String text, Random random) {
    var damaged = new StringBuilder(text);
    int times = 1 + random.nextInt(4);
    for (int time = 0; time < times && damaged.length() > 1; time++) {
      int from = random.nextInt(damaged.length());
      int to = Math.min(damaged.length(), from + 1 + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> damaged.delete(from, to);
        case 1 -> damaged.insert(random.nextInt(damaged.length()), damaged.substring(from, to));
        case 2 -> damaged.setCharAt(from, SIGNS.charAt(random.nextInt(SIGNS.length())));
        default -> damaged.insert(from, SIGNS.charAt(random.nextInt(SIGNS.length())));
      }
    }
    return damaged.toString();
  }
}
