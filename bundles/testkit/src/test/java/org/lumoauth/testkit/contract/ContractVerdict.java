/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs a contract against a provider and says which checks failed. */
public final class ContractVerdict {

  private ContractVerdict() {}

  public static void holds(Class<?> contract) {
    var tests = run(contract);
    var failures =
        tests.failed().stream()
            .map(event -> name(event) + ": " + event.getRequiredPayload(TestExecutionResult.class))
            .toList();
    assertTrue(failures.isEmpty(), failures.toString());
    assertTrue(tests.succeeded().count() > 0, "nothing was checked");
  }

  /** These checks fail, and no others. */
  public static void breaks(Class<?> contract, String... checks) {
    var failed =
        run(contract).failed().stream().map(ContractVerdict::name).collect(Collectors.toSet());
    assertEquals(Set.of(checks), failed);
  }

  private static Events run(Class<?> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents();
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getDisplayName().replace("()", "");
  }
}
