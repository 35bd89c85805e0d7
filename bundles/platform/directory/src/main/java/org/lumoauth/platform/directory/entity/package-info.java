/** Rows of the directory's tables, as OpenJPA maps them. They never leave the stores. */
package org.lumoauth.platform.directory.entity;
