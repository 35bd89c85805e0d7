/** The sections that belong to the platform itself. */
package org.lumoauth.platform.settings.section;
