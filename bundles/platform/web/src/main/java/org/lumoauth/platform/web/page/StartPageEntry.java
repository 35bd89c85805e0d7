/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Adds a page of a module to the start page of every tenant ({@code /t/{slug}/}). Place it on the
 * class of an {@link HttpHandler} with {@code GET ^/…} without variable parts as its first route.
 * The start page lists the link for as long as the endpoint is registered.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface StartPageEntry {

  /** Prefix of the service properties. */
  String PREFIX_ = "lumoauth.start.";

  /**
   * Key of the link's label in the messages of the module's pages, as {@code account.start}. A
   * message with the suffix {@code .text} is the sentence below the label.
   */
  String message();

  /** Name of an icon of {@code layout.ftlh}. */
  String icon() default "key";

  /** Position on the page: lower numbers come first. */
  int order() default 100;

  /** Whether the page shows the link as its main button. */
  boolean primary() default false;
}
