/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.disk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.persistence.datasource.ServerDataFolders;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks several times a second the free space of the data folder and of the folder of an embedded
 * database. If a folder has less than {@code minFreeMegabytes}, the server is not ready, and writes
 * to an embedded database are rejected. The state recovers only when a quarter more is free, so
 * that it does not change with each write at the limit.
 */
@Component(
    service = {DiskSpaceMonitor.class, ReadinessProbe.class},
    immediate = true,
    configurationPid = DiskConfig.PID,
    property = {"lumoauth.kind=readiness", "lumoauth.name=disk-space"})
@Designate(ocd = DiskConfig.class)
public final class DiskSpaceMonitor implements ReadinessProbe {
  private static final Logger LOG = LoggerFactory.getLogger(DiskSpaceMonitor.class);
  private static final long MEGABYTE = 1_048_576;

  /** A disk writes less in this time than the smallest sensible limit. */
  private static final long EVERY_MILLIS = 200;

  private static final double RECOVERED = 1.25;

  private final List<MonitoredFolder> places;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreadFactory.named("lumoauth-disk-watch"));
  private volatile long limit;
  private volatile DiskSpaceState state = new DiskSpaceState(List.of(), false);

  /**
   * The free space of one folder.
   *
   * @param place the name of the folder
   * @param freeBytes the free space in bytes
   */
  record DiskSpaceReading(String place, long freeBytes) {}

  /** The last readings and whether space is low. */
  private record DiskSpaceState(List<DiskSpaceReading> readings, boolean low) {}

  @Activate
  public DiskSpaceMonitor(DiskConfig config, @Reference ServerDataFolders folders) {
    this(folders.all(), config.minFreeMegabytes());
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            this::measure, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  DiskSpaceMonitor(Map<String, Path> folders, long minFreeMegabytes) {
    this.places =
        folders.entrySet().stream()
            .map(each -> new MonitoredFolder(each.getKey(), each.getValue()))
            .toList();
    setLimit(minFreeMegabytes);
  }

  @Modified
  void modified(DiskConfig config) {
    setLimit(config.minFreeMegabytes());
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  /** Returns whether a disk has too little space for writes. */
  public boolean isLow() {
    return state.low();
  }

  @Override
  public Optional<String> findUnreadyReason() {
    DiskSpaceState now = state;
    return now.low()
        ? now.readings().stream()
            .min((a, b) -> Long.compare(a.freeBytes(), b.freeBytes()))
            .map(this::problem)
        : Optional.empty();
  }

  List<DiskSpaceReading> readings() {
    return state.readings();
  }

  long limitBytes() {
    return limit;
  }

  void setLimit(long minFreeMegabytes) {
    limit = minFreeMegabytes * MEGABYTE;
    measure();
  }

  synchronized void measure() {
    List<DiskSpaceReading> readings = new ArrayList<>();
    for (MonitoredFolder place : places) {
      OptionalLong free = place.usableBytes();
      if (free.isPresent()) {
        readings.add(new DiskSpaceReading(place.name(), free.getAsLong()));
      }
    }
    boolean before = state.low();
    double enough = before ? limit * RECOVERED : limit;
    boolean low = readings.stream().anyMatch(reading -> reading.freeBytes() < enough);
    state = new DiskSpaceState(List.copyOf(readings), low);
    if (low && !before) {
      LOG.error("disk.low reason=\"{}\"", findUnreadyReason().orElse(""));
    } else if (before && !low) {
      LOG.info("disk.recovered");
    }
  }

  private String problem(DiskSpaceReading reading) {
    return "The "
        + reading.place()
        + " folder has "
        + reading.freeBytes() / MEGABYTE
        + " MiB of free disk space. At least "
        + limit / MEGABYTE
        + " MiB must be free (minFreeMegabytes). Free space on the disk; the server recovers by"
        + " itself.";
  }
}
