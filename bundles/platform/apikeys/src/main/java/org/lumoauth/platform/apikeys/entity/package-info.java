/** JPA entities of the API key table. They are used only by the store. */
package org.lumoauth.platform.apikeys.entity;
