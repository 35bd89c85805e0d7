/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class DecisionMetricsContractTest extends MetricSourceContract {

  private final DecisionService service = new DecisionServiceFixture().service();

  @AfterEach
  void stop() {
    service.stop();
  }

  @Override
  protected MetricSource source() {
    return service;
  }

  @Override
  protected void work(TenantContext tenant) {
    service.decide(tenant, aQuestion().build());
  }

  @Test
  void countsEachDecisionOfBatch() {
    var question = aQuestion().build();
    service.decide(aTenant().build(), question);
    service.decideAll(aTenant().build(), List.of(question, question));

    var counts = service.metrics().get(0).samples();

    assertEquals("deny", counts.get(1).labels().get("decision"));
    assertEquals(3, counts.get(1).value());
    assertTrue(service.metrics().get(1).samples().get(0).value() > 0);
  }
}
