/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The resource usage of this process. */
final class ProcessUsage {

  private static final int ROUNDS = 3;

  private ProcessUsage() {}

  /** Returns the CPU time of all threads. */
  static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Returns the bytes of the heap in use after garbage collection. */
  static long heapBytes() {
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
