/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores the pending tasks of requests: users to notify, clients to notify. */
public interface BackchannelTaskStore {

  /** The type of task. */
  enum BackchannelTaskType {
    /** Notify the user of the request. */
    ASK,
    /** Notify the client of the result. */
    TELL
  }

  /**
   * A pending task.
   *
   * @param tenantId the tenant
   * @param requestId the request
   * @param kind the type of task
   * @param attempts the number of attempts
   * @param due when it is due, as read; the node that updates this value claims the task
   * @param sealed the encrypted payload, once it was created
   */
  record BackchannelTask(
      String tenantId,
      String requestId,
      BackchannelTaskType kind,
      int attempts,
      Instant due,
      Optional<byte[]> sealed) {}

  /** Adds a task; does nothing if it exists. */
  void add(String tenantId, String requestId, BackchannelTaskType kind, Instant due);

  /** Makes a task due now if it was not attempted yet. */
  void expedite(String tenantId, String requestId, BackchannelTaskType kind, Instant now);

  /** Returns the due tasks of a type, the oldest first. */
  List<BackchannelTask> findDue(BackchannelTaskType kind, Instant now, int limit);

  /**
   * Claims a task and sets when it is retried if this attempt fails.
   *
   * @return whether the task was unchanged; of several nodes exactly one succeeds
   */
  boolean claim(BackchannelTask task, Instant next);

  /** Stores the payload, so that every attempt sends the same. */
  void storePayload(BackchannelTask task, byte[] sealed);

  /** Removes a task that is done or cannot be completed. */
  void remove(BackchannelTask task);
}
