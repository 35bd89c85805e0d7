package org.lumoauth.oauth.ciba.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is still to be done about requests: people to ask, clients to tell. */
public interface BackchannelTaskStore {

  /** What there is to do. */
  enum BackchannelTaskType {
    /** Ask the person. */
    ASK,
    /** Tell the client what they said. */
    TELL
  }

  /**
   * Something to do.
   *
   * @param tenantId whose it is
   * @param requestId about which request
   * @param kind what it is
   * @param attempts how often it was tried
   * @param due when it is to be tried next, as it was read: whoever moves that on has the task
   * @param sealed what is sent, encrypted, once it was made
   */
  record BackchannelTask(
      String tenantId,
      String requestId,
      BackchannelTaskType kind,
      int attempts,
      Instant due,
      Optional<byte[]> sealed) {}

  /** Adds something to do. Nothing happens if it is there. */
  void add(String tenantId, String requestId, BackchannelTaskType kind, Instant due);

  /** Has a task that nobody tried yet done now. */
  void expedite(String tenantId, String requestId, BackchannelTaskType kind, Instant now);

  /** What is due of a kind, the oldest first. */
  List<BackchannelTask> findDue(BackchannelTaskType kind, Instant now, int limit);

  /**
   * Takes a task on, and sets when it is tried again should this attempt come to nothing.
   *
   * @return whether it was still there as it was read: of several nodes exactly one gets it
   */
  boolean claim(BackchannelTask task, Instant next);

  /** Keeps what is sent, so that every attempt sends the same. */
  void storePayload(BackchannelTask task, byte[] sealed);

  /** Removes what is done, or can't be. */
  void remove(BackchannelTask task);

  /** Removes everything of a tenant. */
  void erase(String tenantId);
}
