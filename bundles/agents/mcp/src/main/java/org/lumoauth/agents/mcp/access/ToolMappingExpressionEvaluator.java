/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Evaluates the values of a mapping: literals, and expressions that begin with {@code $} (COAZ
 * framework, "Literals and Expressions"). A path is resolved directly; any other expression is CEL.
 * A missing value is an error unless it is selected by {@code .?}.
 */
@Component(service = ToolMappingExpressionEvaluator.class)
public final class ToolMappingExpressionEvaluator {

  private static final long MAX_COMPILED = 5_000;

  /** Possessive, so that the stack depth does not depend on the length of the path. */
  private static final Pattern PATH =
      Pattern.compile("(params|token)((?:\\.\\??[A-Za-z_][A-Za-z0-9_]*+)++)");

  private static final Pattern STEP = Pattern.compile("\\.(\\??)([A-Za-z_][A-Za-z0-9_]*)");
  private static final ExpressionType ANY = ExpressionType.of(ExpressionType.ExpressionKind.ANY);
  private static final ExpressionType OBJECT =
      new ExpressionType(ExpressionType.ExpressionKind.MAP, Optional.of(ANY));
  private static final Map<String, ExpressionType> VARIABLES =
      Map.of("params", OBJECT, "token", OBJECT);

  private final ExpressionCompiler language;
  private final Cache<String, EvaluableExpression> compiled =
      MeasuredCacheFactory.build(
          "agents-mcp.schemas", Caffeine.newBuilder().maximumSize(MAX_COMPILED));

  @Activate
  public ToolMappingExpressionEvaluator(@Reference ExpressionCompiler language) {
    this.language = language;
  }

  /** Refuses an expression that can never be evaluated. */
  void check(Object template) throws ToolAuthorizationMappingException {
    if (template instanceof Map<?, ?> members) {
      for (Object member : members.values()) {
        check(member);
      }
    } else if (template instanceof List<?> items) {
      for (Object item : items) {
        check(item);
      }
    } else if (template instanceof String text && isExpression(text)) {
      String source = text.substring(1);
      if (!PATH.matcher(source).matches()) {
        compile(source);
      }
    }
  }

  /**
   * Returns the value of a template; empty if it is omitted.
   *
   * @param variables {@code params} and {@code token}
   * @throws ToolAuthorizationMappingException if a value is missing or cannot be computed
   */
  Optional<Object> of(Object template, Map<String, Object> variables)
      throws ToolAuthorizationMappingException {
    if (template instanceof Map<?, ?> members) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (var member : members.entrySet()) {
        of(member.getValue(), variables)
            .ifPresent(value -> object.put(String.valueOf(member.getKey()), value));
      }
      return Optional.of(object);
    }
    if (template instanceof List<?> items) {
      List<Object> list = new ArrayList<>();
      for (Object item : items) {
        of(item, variables).ifPresent(list::add);
      }
      return Optional.of(list);
    }
    if (!(template instanceof String text)) {
      return Optional.ofNullable(template);
    }
    if (!isExpression(text)) {
      return Optional.of(text.startsWith("$$") ? text.substring(1) : text);
    }
    String source = text.substring(1);
    Matcher path = PATH.matcher(source);
    return path.matches()
        ? walked(source, path, variables)
        : Optional.of(evaluated(source, variables));
  }

  private static boolean isExpression(String text) {
    return text.startsWith("$") && !text.startsWith("$$");
  }

  private static Optional<Object> walked(String source, Matcher path, Map<String, Object> variables)
      throws ToolAuthorizationMappingException {
    Object at = variables.get(path.group(1));
    Matcher step = STEP.matcher(path.group(2));
    while (step.find()) {
      Object next = at instanceof Map<?, ?> object ? object.get(step.group(2)) : null;
      if (next == null) {
        if (!step.group(1).isEmpty()) {
          return Optional.empty();
        }
        throw new ToolAuthorizationMappingException("no value exists at " + source);
      }
      at = next;
    }
    return Optional.of(at);
  }

  private Object evaluated(String source, Map<String, Object> variables)
      throws ToolAuthorizationMappingException {
    try {
      Object value = compile(source).evaluate(variables);
      if (value == null) {
        throw new ToolAuthorizationMappingException("an expression returns no value: " + source);
      }
      return value;
    } catch (ExpressionEvaluationException e) {
      throw new ToolAuthorizationMappingException("an expression cannot be evaluated: " + source);
    }
  }

  private EvaluableExpression compile(String source) throws ToolAuthorizationMappingException {
    EvaluableExpression known = compiled.getIfPresent(source);
    if (known != null) {
      return known;
    }
    try {
      EvaluableExpression fresh = language.compile(source, VARIABLES, ANY);
      compiled.put(source, fresh);
      return fresh;
    } catch (InvalidExpressionException e) {
      throw new ToolAuthorizationMappingException("an expression is invalid: " + source);
    }
  }
}
