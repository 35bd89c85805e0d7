/** The settings sections of the platform itself. */
package org.lumoauth.platform.settings.section;
