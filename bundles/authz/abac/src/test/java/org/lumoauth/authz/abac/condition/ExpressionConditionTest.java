/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.expression.InvalidExpressionException;

class ExpressionConditionTest {

  private static Set<String> paths(String source) {
    Set<String> found = new HashSet<>();
    ExpressionAttributePathExtractor.in(source).forEach(path -> found.add(path.toString()));
    return found;
  }

  private static TriState truth(Object result) {
    EvaluableExpression expression =
        new EvaluableExpression() {
          @Override
          public Object evaluate(Map<String, Object> values) {
            if (result instanceof RuntimeException failure) {
              throw failure;
            }
            return result;
          }

          @Override
          public Set<String> referencedParameters() {
            return Set.of();
          }
        };
    return new ExpressionCondition("user.a", () -> expression).evaluate(nothing()).truth();
  }

  private static AttributeLookup nothing() {
    return new AttributeLookup() {
      @Override
      public Object value(AttributePath path) {
        return null;
      }

      @Override
      public String action() {
        return "read";
      }
    };
  }

  @Test
  void extractsAllReferencedAttributes() {
    assertEquals(
        Set.of("user.level", "resource.owner", "environment.ip", "user.id"),
        paths(
            "user.level >= 3 && resource[\"owner\"] == user . id // user.remark\n"
                + " && env.ip != \"user.text\" && 'x' != '\\' user.b'"));
  }

  @Test
  void rejectsExpressionOverAllAttributes() {
    for (String source :
        new String[] {
          "!(\"blocked\" in user)",
          "user.exists(k, k == 'a') || user == {}",
          "[user].size() == 1",
          "user[env.key] == 1",
          "resource.tags.all(user, true)"
        }) {
      assertThrows(
          InvalidExpressionException.class,
          () -> ExpressionAttributePathExtractor.in(source),
          source);
    }
  }

  @Test
  void reportsErrorPosition() {
    var refusal =
        assertThrows(
            InvalidExpressionException.class,
            () -> ExpressionAttributePathExtractor.in("true &&\n  user == {}"));

    assertEquals("2:3", refusal.line() + ":" + refusal.column());
  }

  @Test
  void isUnknownIfEvaluationFails() {
    assertEquals(TriState.TRUE, truth(true));
    assertEquals(TriState.FALSE, truth(false));
    assertEquals(TriState.UNKNOWN, truth(new ExpressionEvaluationException("no", Set.of())));
    assertEquals(TriState.UNKNOWN, truth("yes"));
  }

  @Test
  void passesOnlyKnownAttributes() {
    Map<String, Object> seen = new HashMap<>();
    EvaluableExpression expression =
        new EvaluableExpression() {
          @Override
          public Object evaluate(Map<String, Object> values) {
            seen.putAll(values);
            return true;
          }

          @Override
          public Set<String> referencedParameters() {
            return Set.of();
          }
        };
    AttributeLookup attributes =
        new AttributeLookup() {
          @Override
          public Object value(AttributePath path) {
            return path.toString().equals("user.a") ? 1 : null;
          }

          @Override
          public String action() {
            return "read";
          }
        };

    new ExpressionCondition("user.a == user.b", () -> expression).evaluate(attributes);

    assertEquals(Map.of("a", 1), seen.get("user"));
    assertEquals("read", seen.get("action"));
  }
}
