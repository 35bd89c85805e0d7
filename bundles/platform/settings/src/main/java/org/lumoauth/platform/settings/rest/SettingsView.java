/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.Map;

/**
 * Settings with the permission required to change each, in addition to {@code settings.write}.
 *
 * @param data the values
 * @param permissions permission slugs by setting, in the shape of the values
 */
public record SettingsView(Map<String, Object> data, Map<String, ?> permissions) {}
