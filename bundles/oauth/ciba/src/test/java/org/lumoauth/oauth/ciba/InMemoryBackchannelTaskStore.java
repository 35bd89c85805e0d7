/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.oauth.ciba.notify.BackchannelTaskStore;

/** Tasks in memory. */
public final class InMemoryBackchannelTaskStore implements BackchannelTaskStore {

  private record Key(String tenantId, String requestId, BackchannelTaskType kind) {}

  private final Map<Key, BackchannelTask> tasks = new HashMap<>();

  @Override
  public void add(String tenantId, String requestId, BackchannelTaskType kind, Instant due) {
    tasks.putIfAbsent(
        new Key(tenantId, requestId, kind),
        new BackchannelTask(tenantId, requestId, kind, 0, due, Optional.empty()));
  }

  @Override
  public void expedite(String tenantId, String requestId, BackchannelTaskType kind, Instant now) {
    tasks.computeIfPresent(
        new Key(tenantId, requestId, kind),
        (key, task) -> task.attempts() == 0 ? at(task, 0, now, task.sealed()) : task);
  }

  @Override
  public List<BackchannelTask> findDue(BackchannelTaskType kind, Instant now, int limit) {
    return tasks.values().stream()
        .filter(task -> task.kind() == kind && !task.due().isAfter(now))
        .sorted(Comparator.comparing(BackchannelTask::due))
        .limit(limit)
        .toList();
  }

  @Override
  public boolean claim(BackchannelTask task, Instant next) {
    BackchannelTask now = tasks.get(key(task));
    if (now == null || now.attempts() != task.attempts() || !now.due().equals(task.due())) {
      return false;
    }
    tasks.put(key(task), at(now, now.attempts() + 1, next, now.sealed()));
    return true;
  }

  @Override
  public void storePayload(BackchannelTask task, byte[] sealed) {
    tasks.computeIfPresent(
        key(task), (key, now) -> at(now, now.attempts(), now.due(), Optional.of(sealed)));
  }

  @Override
  public void remove(BackchannelTask task) {
    tasks.remove(key(task));
  }

  /** How many there are. */
  public int count() {
    return tasks.size();
  }

  private static BackchannelTask at(
      BackchannelTask task, int attempts, Instant due, Optional<byte[]> sealed) {
    return new BackchannelTask(
        task.tenantId(), task.requestId(), task.kind(), attempts, due, sealed);
  }

  private static Key key(BackchannelTask task) {
    return new Key(task.tenantId(), task.requestId(), task.kind());
  }
}
