/** Manages users and groups. */
package org.lumoauth.platform.directory;
