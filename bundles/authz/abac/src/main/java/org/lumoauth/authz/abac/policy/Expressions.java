package org.lumoauth.authz.abac.policy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.expression.Expression;
import org.lumoauth.api.expression.ExpressionLanguage;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.Kind;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Compiles the expressions of policies, by the language that is installed now. */
@Component(service = Expressions.class)
public final class Expressions {

  /** What an expression may use. */
  static final Map<String, ExpressionType> PARAMETERS =
      Map.of(
          "user", ExpressionType.of(Kind.MAP),
          "resource", ExpressionType.of(Kind.MAP),
          "environment", ExpressionType.of(Kind.MAP),
          "env", ExpressionType.of(Kind.MAP),
          "action", ExpressionType.of(Kind.STRING));

  private static final ExpressionType RESULT = ExpressionType.of(Kind.BOOL);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ExpressionLanguage language;

  @Activate
  public Expressions() {
    // The language comes and goes.
  }

  /** Takes a language, for tests. */
  public void speak(ExpressionLanguage other) {
    language = other;
  }

  /**
   * Compiles an expression.
   *
   * @throws org.lumoauth.api.expression.InvalidExpressionException if it is malformed or does not
   *     yield true or false
   * @throws Problem 503 {@code module_unavailable} while there is no language
   */
  public Expression compile(String source) {
    return language().compile(source, PARAMETERS, RESULT);
  }

  private ExpressionLanguage language() {
    return Optional.ofNullable(language)
        .orElseThrow(() -> Problem.moduleUnavailable("platform-cel"));
  }

  /**
   * Checks an expression that somebody wants to save.
   *
   * @param types what attributes are
   * @throws org.lumoauth.api.expression.InvalidExpressionException as {@link #compile}, and if it
   *     uses an attribute as what it is not
   * @throws Problem 503 {@code module_unavailable} while there is no language
   */
  void check(String source, AttributeTypes types) {
    compile(source);
    types.check(language(), source);
  }

  /** The same, done when it is first asked for, by each language once. */
  Supplier<Expression> later(String source) {
    return new Later(source);
  }

  private final class Later implements Supplier<Expression> {
    private record Done(ExpressionLanguage by, Expression expression) {}

    private final String source;
    private volatile Done done;

    Later(String source) {
      this.source = source;
    }

    @Override
    public Expression get() {
      var known = done;
      var present = language;
      if (known == null || known.by() != present) {
        known = new Done(present, compile(source));
        done = known;
      }
      return known.expression();
    }
  }
}
