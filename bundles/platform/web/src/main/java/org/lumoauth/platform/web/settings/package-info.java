/** The HTTP server settings, from configuration and environment. */
package org.lumoauth.platform.web.settings;
