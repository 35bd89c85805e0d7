/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.disk.DiskSpaceMonitor;
import org.lumoauth.platform.persistence.quota.QuotaSettings;
import org.lumoauth.platform.persistence.quota.TenantQuotaEnforcer;
import org.lumoauth.platform.persistence.unit.DeclaredTableTenantDataEraser;
import org.lumoauth.platform.persistence.unit.OpenJpaPersistenceUnitFactory;
import org.lumoauth.platform.persistence.unit.PersistenceUnitServiceFactory;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers {@link PersistenceUnitFactory} when the database responds and retries until then, so
 * that a server may start before its database.
 */
@Component(
    service = ReadinessProbe.class,
    immediate = true,
    configurationPid = "org.lumoauth.platform.persistence",
    property = {"lumoauth.kind=readiness", "lumoauth.name=platform-persistence"})
@Designate(ocd = PersistenceConfig.class)
public final class PersistenceUnitFactoryRegistrar implements ReadinessProbe {
  private static final Logger LOG = LoggerFactory.getLogger(PersistenceUnitFactoryRegistrar.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private static final int CLASSES_GONE =
      BundleEvent.UNRESOLVED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;

  private final BundleContext context;
  private final DatabaseSettings settings;
  private final DatabaseConnectionPools pool;
  private final DiskSpaceMonitor disk;
  private final ScheduledExecutorService attempts;
  private final DatabaseCredentialsMonitor login;
  private final ServiceRegistration<MetricSource> metrics;
  private final ServiceRegistration<ReadinessProbe> loginProbe;
  private final OpenJpaPersistenceUnitFactory units;
  private final BundleListener bundles;
  private final PersistenceUnitServiceFactory bundleUnits;
  private final ServiceRegistration<TenantDataEraser> eraser;
  private volatile ServiceRegistration<PersistenceUnitFactory> registration;
  private volatile ServiceRegistration<PersistenceUnit> unitRegistration;

  @Activate
  public PersistenceUnitFactoryRegistrar(
      BundleContext context,
      PersistenceConfig config,
      @Reference DiskSpaceMonitor disk,
      @Reference QuotaSettings quotas) {
    this.context = context;
    this.settings =
        new DatabaseSettingsResolver(System.getenv(), context::getProperty).resolve(config);
    this.pool = new DatabaseConnectionPools(settings, disk::isLow);
    this.disk = disk;
    this.login = DatabaseCredentialsMonitor.of(settings);
    this.metrics =
        context.registerService(
            MetricSource.class,
            pool.metrics(login::isRefused),
            properties("metrics", "platform-persistence"));
    this.loginProbe =
        context.registerService(
            ReadinessProbe.class, login, properties("readiness", "database-login"));
    this.units =
        new OpenJpaPersistenceUnitFactory(pool, settings.kind(), new TenantQuotaEnforcer(quotas));
    this.bundleUnits = new PersistenceUnitServiceFactory(units);
    this.eraser =
        context.registerService(
            TenantDataEraser.class,
            new DeclaredTableTenantDataEraser(
                pool, () -> DeclaredTableTenantDataEraser.tablesOf(List.of(context.getBundles()))),
            properties("tenant-data", "platform-persistence"));
    this.bundles =
        event -> {
          if ((event.getType() & CLASSES_GONE) != 0) {
            units.removeStaleEntities();
          }
        };
    context.addBundleListener(bundles);
    units.removeStaleEntities(); // of bundles that changed while this one was stopped
    this.attempts =
        Executors.newSingleThreadScheduledExecutor(
            DaemonThreadFactory.named("lumoauth-database-connect"));
    attempts.execute(this::connect);
    login.start();
  }

  private static Dictionary<String, Object> properties(String kind, String name) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("lumoauth.kind", kind);
    properties.put("lumoauth.name", name);
    return properties;
  }

  @Override
  public Optional<String> findUnreadyReason() {
    Optional<String> refusal = login.findUnreadyReason();
    if (refusal.isPresent()) { // no need to wait for a connection
      return refusal;
    }
    if (registration == null) {
      return Optional.of("The database at " + settings.location() + " does not respond yet.");
    }
    try (var connection = pool.dataSource().getConnection()) {
      return connection.isValid(2)
          ? bundleUnits.failures().values().stream().findFirst()
          : Optional.of("The database at " + settings.location() + " does not respond.");
    } catch (SQLException e) {
      return Optional.of("The database at " + settings.location() + " does not respond.");
    }
  }

  private void connect() {
    if (disk.isLow() && settings.kind() == DatabaseKind.H2) { // tables could not be created
      Future<?> unused = attempts.schedule(this::connect, RETRY.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    try {
      DatabaseDefaultsInitializer.of(settings.kind()).prepare(pool.dataSource());
      LOG.info("database.connected place={} kind={}", settings.location(), settings.kind());
      register();
    } catch (SQLException e) {
      logFailure(e);
      Future<?> unused = attempts.schedule(this::connect, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      LOG.error("database.refused place={} reason={}", settings.location(), e.getMessage(), e);
    }
  }

  /** Logs a failure. Rejected logins are logged by their monitor. */
  private void logFailure(SQLException failure) {
    if (login.isRefused()) {
      LOG.debug("database.login-refused-again place={}", settings.location());
    } else {
      LOG.warn(
          "database.unreachable place={} sqlState={} retrySeconds={} reason={}",
          settings.location(),
          failure.getSQLState(),
          RETRY.toSeconds(),
          failure.getMessage());
    }
  }

  private synchronized void register() {
    if (!attempts.isShutdown()) {
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put("lumoauth.database", settings.kind().name());
      registration = context.registerService(PersistenceUnitFactory.class, units, properties);
      unitRegistration = context.registerService(PersistenceUnit.class, bundleUnits, properties);
    }
  }

  @Deactivate
  void stop() {
    synchronized (this) {
      attempts.shutdownNow();
    }
    // Outside the lock, because it calls back into the bundles that use the units.
    var registered = registration;
    var unitsRegistered = unitRegistration;
    registration = null;
    unitRegistration = null;
    unregister(metrics);
    unregister(loginProbe);
    unregister(eraser);
    if (unitsRegistered != null) {
      unregister(unitsRegistered);
    }
    if (registered != null) {
      unregister(registered);
    }
    context.removeBundleListener(bundles);
    login.close();
    pool.close();
  }

  private static void unregister(ServiceRegistration<?> registered) {
    try {
      registered.unregister();
    } catch (IllegalStateException e) {
      LOG.debug("database.service-gone");
    }
  }
}
