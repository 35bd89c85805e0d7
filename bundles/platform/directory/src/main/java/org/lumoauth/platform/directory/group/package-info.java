/** Groups of users, their members and nesting. */
package org.lumoauth.platform.directory.group;
