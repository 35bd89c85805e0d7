/** Users and groups, and their administration. */
package org.lumoauth.platform.directory;
