/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.util.Map;

/**
 * A page with something to show.
 *
 * @param name names the sample
 * @param template the template
 * @param model what it shows
 */
record PageSample(String name, String template, Map<String, Object> model) {}
