/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.page;

import java.util.Locale;

/**
 * A rendered page.
 *
 * @param html the complete document
 * @param locale its language
 * @param contentSecurityPolicy the Content-Security-Policy to send with it
 */
public record HtmlPage(String html, Locale locale, String contentSecurityPolicy) {}
