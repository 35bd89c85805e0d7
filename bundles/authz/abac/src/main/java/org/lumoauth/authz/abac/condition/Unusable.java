package org.lumoauth.authz.abac.condition;

import java.util.Map;
import java.util.function.Consumer;
import org.lumoauth.api.authz.Reason;

/** A condition that was taken once and is taken no more: it can never be evaluated. */
public record Unusable() implements Condition {

  private static final Finding UNKNOWN =
      new Finding(
          Truth.UNKNOWN,
          Reason.of("condition_unusable", "The condition is not one that is taken now.", Map.of()));

  @Override
  public Finding evaluate(Attributes attributes) {
    return UNKNOWN;
  }

  @Override
  public boolean canBe(Truth wanted, Attributes attributes) {
    return false;
  }

  @Override
  public void mentioned(Consumer<AttributePath> to) {
    // Nothing is mentioned.
  }
}
