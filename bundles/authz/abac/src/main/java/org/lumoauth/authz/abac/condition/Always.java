package org.lumoauth.authz.abac.condition;

import java.util.Map;
import java.util.function.Consumer;
import org.lumoauth.api.authz.Reason;

/** The condition of a policy that has none: it holds. */
public record Always() implements Condition {

  private static final Finding HOLDS =
      new Finding(Truth.TRUE, Reason.of("no_condition", "The policy has no condition.", Map.of()));

  @Override
  public Finding evaluate(Attributes attributes) {
    return HOLDS;
  }

  @Override
  public boolean canBe(Truth wanted, Attributes attributes) {
    return wanted == Truth.TRUE;
  }

  @Override
  public void mentioned(Consumer<AttributePath> to) {
    // Nothing is mentioned.
  }
}
