package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.Interpretation;
import org.lumoauth.api.agent.QuestionInterpreter.Words;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** An interpreter of a tenant whose permissions a test names. */
final class Fixture {

  final FakeSettingsStore settings =
      new FakeSettingsStore().with(QuestionSettings.SECTION, new QuestionSettings());
  final List<Map<String, Object>> permissions = new ArrayList<>();
  final Vocabularies vocabularies;
  final LocalInterpreter interpreter;

  Fixture() {
    var providers =
        new FakeProviderRegistry()
            .with(TenantSection.class, "permissions", new Permissions(permissions));
    vocabularies = new Vocabularies(new Sources(providers, settings));
    interpreter = new LocalInterpreter(vocabularies);
  }

  Fixture with(String slug, String name, String description) {
    permissions.add(Map.of("slug", slug, "name", name, "description", description));
    return this;
  }

  Fixture with(String... slugs) {
    for (String slug : slugs) {
      permissions.add(Map.of("slug", slug));
    }
    return this;
  }

  Interpretation ask(TenantContext tenant, String text) {
    return ask(tenant, text, Optional.empty());
  }

  Interpretation ask(TenantContext tenant, String text, Optional<Resource> resource) {
    return interpreter.interpret(
        tenant, Builders.anAgentRef(), new Words(text, resource, new HashMap<>()));
  }

  /** The action that Ask would decide; empty if it would decide nothing. */
  static Optional<String> decided(Interpretation meant) {
    var sure = meant.candidates().stream().filter(each -> each.confidence() >= 0.8).toList();
    return meant.doubt().isEmpty() && sure.size() == 1
        ? Optional.of(sure.get(0).action())
        : Optional.empty();
  }

  private record Permissions(List<Map<String, Object>> items) implements TenantSection {
    @Override
    public int order() {
      return 1;
    }

    @Override
    public String area() {
      return "permissions";
    }

    @Override
    public String key() {
      return "slug";
    }

    @Override
    public List<Map<String, Object>> export(TenantContext tenant) {
      return items;
    }

    @Override
    public void check(Map<String, Object> item) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> put(
        TenantContext tenant, Map<String, Object> item, boolean exists, Initiator by) {
      throw new UnsupportedOperationException();
    }
  }
}
