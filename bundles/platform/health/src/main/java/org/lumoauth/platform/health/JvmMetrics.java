/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Component;

/** Metrics of the Java virtual machine. */
@Component(property = {"lumoauth.kind=metrics", "lumoauth.name=jvm"})
public final class JvmMetrics implements MetricSource {
  private static final double MILLIS_PER_SECOND = 1e3;

  @Override
  public List<Metric> metrics() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage other = memory.getNonHeapMemoryUsage();
    List<MetricSample> collections = new ArrayList<>();
    List<MetricSample> collectionSeconds = new ArrayList<>();
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      Map<String, String> labels = Map.of("gc", gc.getName());
      collections.add(new MetricSample("", labels, gc.getCollectionCount()));
      collectionSeconds.add(
          new MetricSample("", labels, gc.getCollectionTime() / MILLIS_PER_SECOND));
    }
    return List.of(
        new Metric(
            "jvm_memory_used_bytes",
            Metric.MetricType.GAUGE,
            "Memory in use, in bytes.",
            List.of(area("heap", heap.getUsed()), area("nonheap", other.getUsed()))),
        new Metric(
            "jvm_memory_committed_bytes",
            Metric.MetricType.GAUGE,
            "Memory committed by the virtual machine, in bytes.",
            List.of(area("heap", heap.getCommitted()), area("nonheap", other.getCommitted()))),
        new Metric(
            "jvm_memory_max_bytes",
            Metric.MetricType.GAUGE,
            "The maximum memory in bytes; -1 if unlimited.",
            List.of(area("heap", heap.getMax()), area("nonheap", other.getMax()))),
        Metric.gauge(
            "jvm_threads", "Live threads.", ManagementFactory.getThreadMXBean().getThreadCount()),
        new Metric(
            "jvm_gc_collections_total",
            Metric.MetricType.COUNTER,
            "Garbage collections.",
            collections),
        new Metric(
            "jvm_gc_collection_seconds_total",
            Metric.MetricType.COUNTER,
            "Time spent in garbage collection, in seconds.",
            collectionSeconds),
        Metric.gauge(
            "process_uptime_seconds",
            "Time since process start, in seconds.",
            ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND));
  }

  private static MetricSample area(String area, long bytes) {
    return new MetricSample("", Map.of("area", area), bytes);
  }
}
