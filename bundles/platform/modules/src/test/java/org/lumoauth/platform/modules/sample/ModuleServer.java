/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.modules.lifecycle.ModuleLifecycleService;
import org.lumoauth.platform.modules.lifecycle.ModuleOperationLock;
import org.lumoauth.platform.modules.lifecycle.UnfinishedOperationRecovery;
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.lumoauth.platform.modules.provider.RemovedModuleStore;
import org.lumoauth.platform.modules.provider.ServiceProviderRegistry;
import org.lumoauth.platform.modules.readiness.BundleStateTimeTracker;
import org.lumoauth.testkit.fake.FakeAuditLog;

/** A framework with module operations, as a server has them. */
public final class ModuleServer implements AutoCloseable {
  private static final TenantContext ACME = new TenantContext("ten_1", "acme", "https://x/t/acme");
  private static final DecisionRequest QUESTION =
      DecisionRequest.of(new SubjectRef(SubjectRef.AGENT, "agt_1"), "documents.read");

  private final ModuleTestFramework framework;
  private final BundleTrafficGates gates = new BundleTrafficGates();
  private final BundleStateTimeTracker clock;
  private final ModuleOperationLock turns = new ModuleOperationLock();
  private final FakeAuditLog audit = new FakeAuditLog();
  private final ProviderTracker<AuthorizationModel> models;
  private final ModuleLifecycleService modules;

  private ModuleServer(ModuleTestFramework framework, Path deploy) {
    this.framework = framework;
    framework.context().registerService(AuditLog.class, audit, null);
    clock = new BundleStateTimeTracker(framework.context());
    new UnfinishedOperationRecovery(
        framework.context(), gates, new WatchedFolderConfigurationAdmin(deploy));
    models =
        new ServiceProviderRegistry(framework.context(), gates).track(AuthorizationModel.class);
    modules =
        new ModuleLifecycleService(
            framework.context(),
            FixedModulesConfig.impatient(false),
            gates,
            clock,
            turns,
            RemovedModuleStore.inFolder(deploy),
            framework.components(),
            new WatchedFolderConfigurationAdmin(deploy));
  }

  /** Starts one; a ready module is waited for, and work awaited, for one second at most. */
  public static ModuleServer start(Path folder) throws Exception {
    return new ModuleServer(ModuleTestFramework.start(folder.resolve("cache")), folder);
  }

  /** What would be on the disk if the server died now. */
  public static Path copy(Path folder, Path to) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(folder.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }

  public ModuleTestFramework framework() {
    return framework;
  }

  public ModuleLifecycleService modules() {
    return modules;
  }

  public BundleTrafficGates gates() {
    return gates;
  }

  public FakeAuditLog audit() {
    return audit;
  }

  /** Asks the model {@code sample}; the answer is the version of its bundle. */
  public String ask() {
    try (ServiceLease<AuthorizationModel> lease = hold()) {
      return ask(lease);
    }
  }

  public String ask(ServiceLease<AuthorizationModel> lease) {
    return lease.get().vote(ACME, QUESTION).reason().code();
  }

  public ServiceLease<AuthorizationModel> hold() {
    return models.lease("sample").orElseThrow();
  }

  /** The versions of modules that are there, with their states. */
  public List<String> listed() {
    return modules.list().stream()
        .map(module -> module.name() + " " + module.version() + " " + module.state())
        .toList();
  }

  @Override
  public void close() throws Exception {
    models.close();
    framework.close();
  }
}
