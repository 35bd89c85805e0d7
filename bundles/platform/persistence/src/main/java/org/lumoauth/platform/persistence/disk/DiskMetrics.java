/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.disk;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reports metrics of the disks that the server writes to. */
@Component(property = {"lumoauth.kind=metrics", "lumoauth.name=disk"})
public final class DiskMetrics implements MetricSource {
  private final DiskSpaceMonitor watch;

  @Activate
  public DiskMetrics(@Reference DiskSpaceMonitor watch) {
    this.watch = watch;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric(
            "lumoauth_disk_free_bytes",
            Metric.MetricType.GAUGE,
            "Free disk space of the folders that the server writes to.",
            watch.readings().stream()
                .map(
                    reading ->
                        new Metric.MetricSample(
                            "", Map.of("folder", reading.place()), reading.freeBytes()))
                .toList()),
        Metric.gauge(
            "lumoauth_disk_min_free_bytes",
            "The minimum free disk space for the server to be ready.",
            watch.limitBytes()),
        Metric.gauge(
            "lumoauth_disk_low",
            "1 while a disk has less than the minimum free space, otherwise 0.",
            watch.isLow() ? 1 : 0));
  }
}
