/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** Assembles the parts of this bundle for tests. */
final class AskBundleFixture {

  private AskBundleFixture() {}

  static AskRequestHandler answering(
      FakeProviderRegistry providers,
      FakeAuthorizationService authorization,
      FakeAuditLog audit,
      FakeSettingsStore settings) {
    return new AskRequestHandler(
        new QuestionInterpreterDispatcher(providers),
        settings.with(AskSettings.SECTION, new AskSettings()),
        providers,
        authorization,
        new RegisteredToolDecisionService(providers),
        audit,
        new RemediationStepCollector(providers, new TurnTakingExecutor()));
  }
}
