package org.lumoauth.agents.ask;

import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** The parts of this bundle, put together for tests. */
final class AskRoom {

  private AskRoom() {}

  static Answering answering(
      FakeProviderRegistry providers,
      FakeAuthorizationService authorization,
      FakeAuditLog audit,
      FakeSettingsStore settings) {
    return new Answering(
        new AskReader(new Interpreters(providers)),
        new ToolReader(new ToolActions(settings.with(AskSettings.SECTION, new AskSettings()))),
        new Budgets(providers),
        authorization,
        new ServerTools(providers),
        new AskAudit(audit),
        new NextSteps(new StepSources(providers, new InTurn())));
  }
}
