/** JPA entities of the directory's tables. They are used only by the stores. */
package org.lumoauth.platform.directory.entity;
