package org.lumoauth.benchmarks.authz;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has taken. */
final class Process {

  private static final int ROUNDS = 3;

  private Process() {}

  /** CPU time of all threads. */
  static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Bytes of the heap that are in use, after what is not was thrown away. */
  static long heapBytes() {
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
