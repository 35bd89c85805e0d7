package org.lumoauth.platform.settings.rest;

import java.util.Map;

/**
 * Settings with the permission that each needs to be changed, in addition to {@code
 * settings.write}.
 *
 * @param data the values
 * @param permissions slugs of permissions by the names of the settings, in the shape of the values
 */
public record SettingsBody(Map<String, Object> data, Map<String, ?> permissions) {}
