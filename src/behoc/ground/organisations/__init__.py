"""Places and bodies through time.

Owns: places (địa bàn), bodies (cơ quan, tổ chức) of all lines, their superior and their place.
Does not own: people, roles, or the decision who may change a body (administration).
"""
