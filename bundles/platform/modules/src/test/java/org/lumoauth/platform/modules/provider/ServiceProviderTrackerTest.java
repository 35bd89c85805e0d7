/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.modules.sample.ModuleTestFramework;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class ServiceProviderTrackerTest {
  private static final TenantContext ACME = new TenantContext("ten_1", "acme", "https://x/t/acme");
  private static final DecisionRequest QUESTION =
      DecisionRequest.of(new SubjectRef(SubjectRef.AGENT, "agt_1"), "documents.read");

  @TempDir Path folder;

  private final BundleTrafficGates gates = new BundleTrafficGates();
  private ModuleTestFramework framework;
  private ProviderTracker<AuthorizationModel> providers;

  @BeforeEach
  void start() throws Exception {
    framework = ModuleTestFramework.start(folder.resolve("cache"));
    providers = follow(AuthorizationModel.class);
  }

  @AfterEach
  void stop() throws Exception {
    providers.close();
    framework.close();
  }

  @Test
  void findsNoProviderForAnUnknownName() {
    assertTrue(providers.lease("sample").isEmpty());
  }

  @Test
  void reportsUnavailableProviderOfStoppedModule() throws Exception {
    run("1.0.0").stop();

    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());
  }

  @Test
  void reportsReturningProviderConsistently() throws Exception {
    run("1.0.0").stop();
    AuthorizationModel other = (tenant, question) -> null;
    framework
        .context()
        .registerService(
            AuthorizationModel.class,
            other,
            new Hashtable<>(Map.of(ModulePropertyNames.NAME, "other")));
    List<Set<String>> missed = new ArrayList<>();
    Runnable look =
        () -> {
          try (var held = providers.leaseAll()) {
            missed.add(held.unavailable().keySet());
          }
        };

    ((ServiceProviderTracker<AuthorizationModel>) providers).addingService(returning(look));

    assertEquals(Set.of(Set.of("sample")), Set.copyOf(missed));
  }

  /** A service of the name sample, whose ranking is asked for while it is put in its place. */
  @SuppressWarnings("unchecked")
  private ServiceReference<AuthorizationModel> returning(Runnable meanwhile) {
    return (ServiceReference<AuthorizationModel>)
        Proxy.newProxyInstance(
            ServiceReference.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getBundle" -> framework.context().getBundle();
                  case "hashCode" -> 1;
                  case "equals" -> proxy == arguments[0];
                  case "getProperty" -> {
                    if (arguments[0].equals(Constants.SERVICE_RANKING)) {
                      meanwhile.run();
                    }
                    yield arguments[0].equals(ModulePropertyNames.NAME) ? "sample" : null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** Where a module runs that lacks another, the other one is missing. */
  @Test
  void reportsMissingModuleInsteadOfDependentModule() throws Exception {
    gates.with(
        new MissingModuleResolver(
            framework.context(), framework.components(), RemovedModuleStore.inFolder(folder)));
    Bundle giver =
        framework.run(
            SampleBundle.of("giving")
                .header("Bundle-SymbolicName", "org.example.giving")
                .header("LumoAuth-Module", "giver")
                .in(folder));
    Bundle needy = framework.run(SampleBundle.of("needy").in(folder));
    assertEquals(Set.of("sample"), providers.names());

    giver.stop();

    assertEquals(Map.of("sample", "giver"), providers.findUnavailable());
    assertEquals("giver", gates.findMissingModule("sample"));
    needy.stop();
    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());
    assertEquals("sample", gates.findMissingModule("sample"));
    assertEquals("unknown", gates.findMissingModule("unknown"));
  }

  @Test
  void reportsRemovedModuleInsteadOfDependentModule() throws Exception {
    var removed = RemovedModuleStore.inFolder(folder);
    gates.with(new MissingModuleResolver(framework.context(), framework.components(), removed));
    Bundle giver =
        framework.run(
            SampleBundle.of("giving")
                .header("Bundle-SymbolicName", "org.example.giving")
                .header("LumoAuth-Module", "giver")
                .in(folder));
    framework.run(SampleBundle.of("needy").in(folder));
    removed.add("giver", MissingModuleResolver.contracts(giver).collect(Collectors.toSet()));

    giver.uninstall();

    assertEquals(Map.of("sample", "giver"), providers.findUnavailable());
    assertEquals(
        Optional.of("giver"),
        RemovedModuleStore.inFolder(folder).providerOf(MessageChannel.class.getName()));
  }

  @Test
  void retainsPropertiesOfUnavailableProvider() throws Exception {
    Hashtable<String, Object> said = properties("modest", 0);
    said.put(AuthorizationModel.NEVER_DENIES, true);
    ServiceRegistration<AuthorizationModel> modest = register("modest", 0, "1");
    modest.setProperties(said);
    assertEquals(Map.of(), providers.lastKnownProperties("modest"));

    modest.unregister();

    assertEquals(
        true, providers.lastKnownProperties("modest").get(AuthorizationModel.NEVER_DENIES));
  }

  @Test
  void leaseReturnsCurrentProperties() throws Exception {
    Hashtable<String, Object> said = properties("modest", 0);
    said.put(AuthorizationModel.CONTEXT, "approval");
    ServiceRegistration<AuthorizationModel> modest = register("modest", 0, "1");
    try (var lease = providers.lease("modest").orElseThrow()) {
      assertNull(lease.properties().get(AuthorizationModel.CONTEXT));
    }

    modest.setProperties(said);

    try (var lease = providers.lease("modest").orElseThrow()) {
      assertEquals("approval", lease.properties().get(AuthorizationModel.CONTEXT));
    }
  }

  @Test
  void reportsProviderMissingAfterRestart() throws Exception {
    run("1.0.0").stop();
    stop();
    start();

    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());
    try (var others = follow(DomainEventListener.class)) {
      assertEquals(Map.of(), others.findUnavailable());
    }
  }

  /** The word of one that is not there: what it would have to do with, and that it never denies. */
  @Test
  void readsPropertiesOfInactiveProviderFromComponentDescription() throws Exception {
    framework.run(SampleBundle.of("modest").in(folder)).stop();
    stop();
    start();

    Map<String, Object> said = providers.lastKnownProperties("modest");

    assertEquals(true, said.get(AuthorizationModel.NEVER_DENIES));
    assertEquals("delegation", said.get(AuthorizationModel.CONTEXT));
    assertArrayEquals(
        new String[] {"agent", "agent_task"}, (String[]) said.get(AuthorizationModel.SUBJECTS));
    assertArrayEquals(new Long[] {7L, 11L}, (Long[]) said.get("example.numbers"));
    assertEquals(Map.of(), providers.lastKnownProperties("other"));
  }

  @Test
  void hasNoLastKnownPropertiesOfAvailableProvider() throws Exception {
    framework.run(SampleBundle.of("modest").in(folder));
    SampleBundle later = SampleBundle.of("modest").header("Require-Capability", "not.there");
    install(later, "2.0.0");

    assertEquals(Map.of(), providers.lastKnownProperties("modest"));
  }

  @Test
  void doesNotAwaitAProviderThatNeverExisted() throws Exception {
    Bundle bundle = install(unresolvable(), "1.0.0");
    assertEquals(Map.of(), providers.findUnavailable());
    assertEquals(Map.of(), providers.lastKnownProperties("sample"));

    stop();
    start(); // still it has not

    assertEquals(Bundle.INSTALLED, framework.context().getBundle(bundle.getBundleId()).getState());
    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void awaitsNewProviderThatWasActiveOnce() throws Exception {
    Bundle bundle = install(SampleBundle.of("healthy"), "1.0.0");
    assertEquals(Map.of(), providers.findUnavailable());
    bundle.start();
    bundle.stop();
    stop();
    start();

    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());
  }

  @Test
  void reportsProviderThatCannotBeResolved() throws Exception {
    Bundle bundle = run("1.0.0");
    bundle.stop();
    stop();
    start();
    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());

    try (var in = Files.newInputStream(unresolvable().version("1.1.0").in(folder))) {
      framework.context().getBundle(bundle.getBundleId()).update(in);
    }

    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());
  }

  /** What replaces a module is awaited, though nobody has seen it run. */
  @Test
  void reportsProviderWhoseSuccessorCannotBeResolved() throws Exception {
    Bundle old = run("1.0.0");
    install(unresolvable(), "2.0.0");
    assertEquals(Map.of(), providers.findUnavailable());

    old.uninstall();

    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());
  }

  @Test
  void reportsProviderWhoseSuccessorIsInstalledLater() throws Exception {
    run("1.0.0").uninstall();
    assertEquals(Map.of(), providers.findUnavailable());

    install(unresolvable(), "2.0.0");

    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());
  }

  @Test
  void doesNotAwaitRetiredProviderAgain() throws Exception {
    Bundle old = run("1.0.0");
    gates.of(old.getBundleId()).shut();
    old.uninstall();

    install(unresolvable(), "2.0.0");

    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void doesNotAwaitSuccessorOfAvailableProvider() throws Exception {
    run("1.0.0");
    install(unresolvable(), "2.0.0");

    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void doesNotAwaitProviderBeingInstalled() throws Exception {
    run("1.0.0").uninstall();
    Bundle bundle = install(SampleBundle.of("healthy"), "2.0.0");
    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());

    gates.of(bundle.getBundleId()).shut();

    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void doesNotAwaitAProviderOfAnUninstalledModule() throws Exception {
    run("1.0.0").uninstall();

    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void doesNotAwaitAProviderThatReturned() throws Exception {
    Bundle bundle = run("1.0.0");
    bundle.stop();
    bundle.start();

    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void doesNotAwaitAReplacedProvider() throws Exception {
    Bundle old = run("1.0.0");
    run("2.0.0");
    old.stop();

    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void doesNotAwaitARetiringProvider() throws Exception {
    Bundle bundle = run("1.0.0");
    gates.of(bundle.getBundleId()).shut();
    bundle.stop();

    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void prefersNewerVersion() throws Exception {
    run("1.9.0");
    run("1.10.0");

    assertEquals("1.10.0", versionInCharge());
  }

  @Test
  void prefersHigherRankingOverVersion() throws Exception {
    run("2.0.0");
    register("sample", 5, "ranked");

    assertEquals("ranked", versionInCharge());
  }

  @Test
  void followsRankingChange() throws Exception {
    ServiceRegistration<AuthorizationModel> raised = register("sample", 0, "raised");
    register("sample", 5, "first");

    raised.setProperties(properties("sample", 10));

    assertEquals("raised", versionInCharge());
  }

  @Test
  void neverSelectsRetiringBundle() throws Exception {
    run("1.0.0");
    Bundle newer = run("2.0.0");
    gates.of(newer.getBundleId()).shut();

    assertEquals("1.0.0", versionInCharge());
  }

  @Test
  void omitsNamesWithOnlyRetiringProvider() throws Exception {
    gates.of(run("1.0.0").getBundleId()).shut();

    assertEquals(Set.of(), providers.names());
  }

  @Test
  void leasesOneProviderPerNameByRankingAndName() {
    register("beta", 0, "beta");
    register("alpha", 0, "alpha");
    register("gamma", 9, "gamma");

    List<ServiceLease<AuthorizationModel>> held = providers.leaseAvailable();

    assertEquals(List.of("gamma", "alpha", "beta"), held.stream().map(ServiceLease::name).toList());
  }

  @Test
  void countsOpenLeaseForProviderBundle() throws Exception {
    Bundle bundle = run("1.0.0");
    ServiceLease<AuthorizationModel> lease = providers.lease("sample").orElseThrow();
    long whileHeld = gates.of(bundle.getBundleId()).inFlight();
    lease.close();

    assertEquals(List.of(1L, 0L), List.of(whileHeld, gates.of(bundle.getBundleId()).inFlight()));
  }

  @Test
  void fallsBackToNextProviderIfBundleIsUninstalled() throws Exception {
    run("1.0.0");
    Bundle newer = run("2.0.0");
    versionInCharge();

    newer.uninstall();

    assertEquals("1.0.0", versionInCharge());
  }

  @Test
  void skipsServiceWhoseActivationFails() throws Exception {
    framework.run(SampleBundle.of("failing").version("1.0.0").in(folder));

    assertTrue(providers.lease("sample").isEmpty());
  }

  /** It is installed and runs, and offers what it cannot give: it is missing, not unknown. */
  @Test
  void reportsServiceWhoseActivationFailsAsUnavailable() throws Exception {
    Bundle bundle = framework.run(SampleBundle.of("failing").version("1.0.0").in(folder));
    providers.lease("sample");

    assertEquals(Map.of("sample", "sample"), providers.findUnavailable());
    assertEquals(
        "authorization-model", providers.lastKnownProperties("sample").get("lumoauth.kind"));

    bundle.uninstall();
    assertEquals(Map.of(), providers.findUnavailable());
  }

  @Test
  void doesNotAwaitFailingProviderBesideWorkingOne() throws Exception {
    framework.run(SampleBundle.of("failing").version("2.0.0").in(folder));
    run("1.0.0");

    assertEquals("1.0.0", versionInCharge());
    assertEquals(Map.of(), providers.findUnavailable());
  }

  private <T> ProviderTracker<T> follow(Class<T> contract) {
    return new ServiceProviderRegistry(framework.context(), gates).track(contract);
  }

  /** Installs a bundle that nobody starts. */
  private Bundle install(SampleBundle bundle, String version) throws Exception {
    Path file = bundle.version(version).in(folder);
    return framework.context().installBundle(file.toUri().toString());
  }

  private static SampleBundle unresolvable() {
    return SampleBundle.of("healthy").header("Require-Capability", "not.there");
  }

  private Bundle run(String version) throws Exception {
    return framework.run(SampleBundle.of("healthy").version(version).in(folder));
  }

  private ServiceRegistration<AuthorizationModel> register(String name, int ranking, String says) {
    AuthorizationVote vote = AuthorizationVote.permit(DecisionReason.of(says, says, Map.of()));
    AuthorizationModel model = (tenant, question) -> vote;
    return framework
        .context()
        .registerService(AuthorizationModel.class, model, properties(name, ranking));
  }

  private static Hashtable<String, Object> properties(String name, int ranking) {
    return new Hashtable<>(
        Map.of("lumoauth.name", name, Constants.SERVICE_RANKING, (Object) ranking));
  }

  private String versionInCharge() {
    try (ServiceLease<AuthorizationModel> lease = providers.lease("sample").orElseThrow()) {
      return lease.get().vote(ACME, QUESTION).reason().code();
    }
  }
}
