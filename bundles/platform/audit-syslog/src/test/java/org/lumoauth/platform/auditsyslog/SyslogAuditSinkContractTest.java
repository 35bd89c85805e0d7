/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.support.audit.AuditDeliveryQueue;
import org.lumoauth.testkit.contract.platform.AuditSinkContract;

class SyslogAuditSinkContractTest extends AuditSinkContract {
  private static final Pattern ID = Pattern.compile(" id=\"(aud_[0-9]+)\"");

  private final AtomicInteger accepted = new AtomicInteger();
  private SyslogReceiver receiver;
  private SyslogConnection connection;
  private AuditDeliveryQueue delivery;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    receiver = SyslogReceiver.start(folder, "dns:localhost");
    SyslogSettings settings = SyslogSettings.of(SyslogSinkTestSettings.of(receiver));
    connection = new SyslogConnection(settings);
    SyslogMessageFormatter message = new SyslogMessageFormatter(settings);
    delivery =
        new AuditDeliveryQueue(
            "audit-syslog",
            100,
            2,
            batch -> {
              connection.send(batch.stream().map(message::of).toList());
              return true;
            });
  }

  @AfterEach
  void stop() throws Exception {
    delivery.close();
    connection.close();
    receiver.close();
  }

  @Override
  protected AuditSink sink() {
    return records -> {
      accepted.addAndGet(records.size());
      delivery.accept(records);
    };
  }

  @Override
  protected List<String> arrived() {
    List<String> ids = new ArrayList<>();
    try {
      while (ids.size() < accepted.get()) {
        Matcher id = ID.matcher(receiver.next());
        ids.add(id.find() ? id.group(1) : "");
      }
      return ids;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
