package org.lumoauth.api.page;

import java.util.Locale;

/**
 * A page, ready to send.
 *
 * @param html the whole document
 * @param locale its language
 * @param contentSecurityPolicy the policy to send it with
 */
public record HtmlPage(String html, Locale locale, String contentSecurityPolicy) {}
