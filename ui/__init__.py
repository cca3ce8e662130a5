"""The screen: Qt widgets over the rooms of fulian_desktop."""
