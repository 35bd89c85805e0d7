/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.messaging.template.EmailTemplateService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the admin API of message templates. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-messaging",
      "lumoauth.web.routes=~/admin/email-templates"
    })
public final class EmailTemplatesApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public EmailTemplatesApplication(@Reference EmailTemplateService templates) {
    this.singletons = Set.of(new EmailTemplatesResource(templates));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
