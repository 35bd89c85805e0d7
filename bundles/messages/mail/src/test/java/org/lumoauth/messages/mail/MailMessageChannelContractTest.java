/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MessageChannelContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class MailMessageChannelContractTest extends MessageChannelContract {

  @TempDir private Path folder;

  @Override
  protected MessageChannel channel() {
    return new MailMessageChannel(
        new FileMailTransport(folder),
        new MimeMessageBuilder("no-reply@example.com", ""),
        new FakeSettingsStore().with(MailSettings.SECTION, new MailSettings()));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected String address() {
    return "ada@example.com";
  }

  @Override
  protected String refusedAddress() {
    return "ada@example.com, eve@example.com";
  }

  @Override
  protected List<String> sent() {
    try (var files = Files.list(folder)) {
      var texts = new ArrayList<String>();
      for (Path file : files.sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
