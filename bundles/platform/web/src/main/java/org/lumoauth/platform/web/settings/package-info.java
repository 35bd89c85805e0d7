/** What the operator sets about the door, by configuration and environment. */
package org.lumoauth.platform.web.settings;
